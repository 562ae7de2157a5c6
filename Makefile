# The commands of this repository. Each sets up what it needs first.
#
#   make demo    build, run host and clients on this machine, print where the time goes
#   make test    everything CI checks
#   make bench   measurements, as ratios within one run
#   make baseline REASON="..."    accept what the data path costs per frame now
#   make lint    formatting, clippy, docs
#   make header  include/lumen.h from client/src/ffi
#   make install PREFIX=/usr/local    library for C, header, pkg-config file
#   make setup   system packages, Python test client

CARGO ?= cargo
FUZZ_SECONDS ?= 5
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include

.PHONY: header install setup demo test bench baseline lint fuzz deny clean

setup:
	@.ci/setup

demo: setup
	$(CARGO) build --release --locked -p lumen-host -p lumen-client -p lumen-bench
	@target/release/lumen-demo

test: setup lint
	$(CARGO) build --locked --workspace --all-targets
	.ci/check-layers
	.ci/check-docs
	$(CARGO) test --locked --workspace
	.ci/gates
	core/fuzz/run $(FUZZ_SECONDS)

bench: setup
	$(CARGO) build --release --locked -p lumen-host -p lumen-bench --bins
	@failed=0; for part in seal fec transport loss rate native nvenc; do \
	    target/release/lumen-bench $$part --json target/bench-$$part.json || failed=1; \
	done; \
	target/release/lumen-bench latency --json target/bench-latency.jsonl \
	    --plot target/latency.svg --trace target/latency-trace.json || failed=1; \
	exit $$failed

baseline: setup
	.ci/gates update "$(REASON)"

lint: setup
	nvenc-sys/bindings/regenerate --check
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --workspace --no-deps --quiet

header:
	LUMEN_WRITE_HEADER=1 $(CARGO) test --locked -p lumen-client --test header --quiet

install:
	$(CARGO) build --release --locked -p lumen-client --lib --no-default-features
	install -d $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCLUDEDIR)
	install -m 644 include/lumen.h $(DESTDIR)$(INCLUDEDIR)/
	install -m 644 target/release/liblumen_client.a $(DESTDIR)$(LIBDIR)/
	install -m 755 target/release/liblumen_client.so $(DESTDIR)$(LIBDIR)/
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
	    -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' -e 's|@VERSION@|'"$$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)"'|' \
	    client/lumen.pc.in >$(DESTDIR)$(LIBDIR)/pkgconfig/lumen.pc

fuzz: setup
	core/fuzz/run $(FUZZ_SECONDS)

deny:
	@command -v cargo-deny >/dev/null || { echo "cargo-deny is missing: cargo install --locked cargo-deny"; exit 1; }
	cargo deny check

clean:
	$(CARGO) clean
	rm -rf .venv demo-out
