# The commands of this repository. Each sets up what it needs first.
#
#   make demo    build, run host and clients on this machine, print where the time goes
#   make test    everything CI checks
#   make bench   measurements, as ratios within one run
#   make lint    formatting, clippy, docs
#   make setup   system packages, Python test client

CARGO ?= cargo
FUZZ_SECONDS ?= 5

.PHONY: setup demo test bench lint fuzz deny clean

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
	core/fuzz/run $(FUZZ_SECONDS)

bench: setup
	$(CARGO) build --release --locked -p lumen-bench --bin lumen-bench
	@failed=0; for part in seal fec transport loss; do \
	    target/release/lumen-bench $$part --json target/bench-$$part.json || failed=1; \
	done; exit $$failed

lint: setup
	nvenc-sys/bindings/regenerate --check
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --workspace --no-deps --quiet

fuzz: setup
	core/fuzz/run $(FUZZ_SECONDS)

deny:
	@command -v cargo-deny >/dev/null || { echo "cargo-deny is missing: cargo install --locked cargo-deny"; exit 1; }
	cargo deny check

clean:
	$(CARGO) clean
	rm -rf .venv demo-out
