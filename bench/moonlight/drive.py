"""Drives moonlight-python, a real Moonlight core, for tests and the demo.

    drive.py CONFIG_DIR HOST PORT pair PIN
    drive.py CONFIG_DIR HOST PORT stream '{"width": 1280, "height": 720, "fps": 60, ...}'

`stream` writes records to standard output: a type byte, a little-endian length, the payload.
  E  an event, JSON: {"event": "connected" | "ended" | "error", ...}
  U  an access unit as the core handed it over, JSON: {"frame", "key", "bytes", "slices", "at"};
     "slices" are the bytes of each
  F  a decoded picture: u64 microseconds of the monotonic clock, u32 width, u32 height, luma
     With "audio": true also {"event": "sound", "packets", "lost", "dropped", "hz", "rms", "channels"}
     before "ended": what the core handed to its decoder, and what was heard of it
  P  the last decoded picture as RGB, on request: u32 width, u32 height, RGB

Commands come as JSON lines on standard input:
  {"do": "key", "vk": 65, "down": true}      {"do": "text", "text": "hé"}
  {"do": "move", "dx": 5, "dy": -3}          {"do": "position", "x": 1, "y": 2, "w": 640, "h": 360}
  {"do": "button", "button": 1, "down": true} {"do": "scroll", "amount": -120}
  {"do": "hscroll", "amount": 120}           {"do": "picture"}   {"do": "quit"}   {"do": "stop"}
"""

import json
import os
import re
import struct
import sys
import threading
import time

import av
import cffi
import numpy as np

import moonlight_python.stream as core
from moonlight_python import MoonlightClient
from moonlight_python.audio_decoder import AudioDecoder
from moonlight_python.discovery import connect_to_server

KEY_DOWN, KEY_UP = 3, 4
PRESS, RELEASE = 7, 8
ENCRYPT_AUDIO, ENCRYPT_ALL = 1, -1

# The start of a slice: start code, then a NAL unit of type 1 or 5 with any reference priority;
# of HEVC, types 0, 1 and 16 to 21.
SLICE = {
    "h264": re.compile(b"\0\0\1[\x01\x21\x41\x61\x05\x25\x45\x65]"),
    "hevc": re.compile(b"\0\0\1[\x00\x02\x20\x22\x24\x26\x28\x2a]"),
}


def now():
    return time.monotonic_ns() // 1000


def slices(codec, unit):
    starts = [match.start() for match in SLICE[codec].finditer(unit)]
    return [end - start for start, end in zip(starts, starts[1:] + [len(unit)])]


class Records:
    """Writes records from several threads."""

    def __init__(self):
        self.out = sys.stdout.buffer
        self.lock = threading.Lock()

    def write(self, kind, *parts):
        with self.lock:
            self.out.write(kind + struct.pack("<I", sum(len(part) for part in parts)))
            for part in parts:
                self.out.write(part)
            self.out.flush()

    def json(self, record, **fields):
        self.write(record, json.dumps(fields).encode())


class Input:
    """The part of the core that moonlight-python does not wrap: same library, second handle."""

    def __init__(self):
        ffi = cffi.FFI()
        ffi.cdef(
            """
            int LiSendMouseMoveEvent(short dx, short dy);
            int LiSendMousePositionEvent(short x, short y, short w, short h);
            int LiSendMouseButtonEvent(char action, int button);
            int LiSendKeyboardEvent2(short code, char action, char modifiers, char flags);
            int LiSendUtf8TextEvent(const char *text, unsigned int length);
            int LiSendHighResScrollEvent(short amount);
            int LiSendHighResHScrollEvent(short amount);
            """
        )
        self.lib = ffi.dlopen(core._find_shared_lib())

    def send(self, command):
        do, lib = command["do"], self.lib
        if do == "key":
            code = command["vk"] | 0x8000
            action = KEY_DOWN if command["down"] else KEY_UP
            lib.LiSendKeyboardEvent2(
                code - 0x10000, bytes([action]), bytes([command.get("modifiers", 0)]), b"\0"
            )
        elif do == "text":
            text = command["text"].encode()
            lib.LiSendUtf8TextEvent(text, len(text))
        elif do == "move":
            lib.LiSendMouseMoveEvent(command["dx"], command["dy"])
        elif do == "position":
            lib.LiSendMousePositionEvent(command["x"], command["y"], command["w"], command["h"])
        elif do == "button":
            action = PRESS if command["down"] else RELEASE
            lib.LiSendMouseButtonEvent(bytes([action]), command["button"])
        elif do == "scroll":
            lib.LiSendHighResScrollEvent(command["amount"])
        elif do == "hscroll":
            lib.LiSendHighResHScrollEvent(command["amount"])


class Sound:
    """Decodes what the core hands to its audio decoder, on a thread of its own."""

    def __init__(self, session):
        is_as = session.wait_for_opus_config()
        self.decoder = AudioDecoder(
            is_as.sample_rate,
            is_as.channel_count,
            is_as.streams,
            is_as.coupled_streams,
            is_as.mapping,
        )
        self.packets, self.heard = 0, []
        self.stopping = False
        self.thread = threading.Thread(target=self.run, args=(session,), daemon=True)
        self.thread.start()

    def run(self, session):
        while not self.stopping:
            packet = session.pull_audio_packet(timeout=0.2)
            if packet is None:
                continue
            self.packets += 1
            self.heard += self.decoder.decode(packet.opus_data)

    def finish(self, session):
        self.stopping = True
        session.wake_audio()
        self.thread.join()
        facts = dict(session.audio_loss_stats, packets=self.packets, hz=0.0, rms=0.0, channels=0)
        # The beginning is left out: the codec has to settle.
        if len(self.heard) > 100:
            heard = np.concatenate(self.heard[50:])
            left = heard[:, 0].astype(np.float64)
            rising = np.count_nonzero((left[:-1] < 0) & (left[1:] >= 0))
            facts.update(
                hz=rising * 48000 / len(left),
                rms=float(np.sqrt(np.mean(left**2))),
                channels=heard.shape[1],
            )
        return facts


class Stream:
    def __init__(self, client, options, records):
        self.client, self.records, self.options = client, records, options
        self.stopping = threading.Event()
        self.wants_picture = False
        self.quit_app = False
        if not options.get("encrypt_video", True):
            core.ENCFLG_ALL = ENCRYPT_AUDIO
        if options.get("slices", 1) > 1:
            core.CAPABILITY_PULL_RENDERER |= options["slices"] << 24

    def run(self):
        options = self.options
        self.codec = options.get("codec", "h264")
        session, _ = self.client._setup_stream(
            options.get("app", "Desktop"),
            options["width"],
            options["height"],
            options["fps"],
            options.get("kbps", 10000),
            self.codec,
            record_audio=options.get("audio", False),
        )
        self.records.json(b"E", event="connected", at=now())
        threading.Thread(target=self.commands, args=(session,), daemon=True).start()
        sound = Sound(session) if options.get("audio", False) else None
        decoder = av.CodecContext.create(self.codec, "r")
        decoder.thread_count = 1
        until = time.monotonic() + options["seconds"]
        waker = threading.Timer(options["seconds"], self.stop, args=(session,))
        waker.daemon = True
        waker.start()
        while time.monotonic() < until and not self.stopping.is_set():
            unit = session.pull_frame()
            if unit is None:
                if session.is_terminated:
                    break
                continue
            self.on_unit(decoder, unit)
        if sound:
            self.records.json(b"E", event="sound", **sound.finish(session))
        code = session.termination_error if session.is_terminated else None
        self.client.stop_stream()
        if self.quit_app:
            self.client.quit_app()
        self.records.json(b"E", event="ended", termination=code, at=now())

    def stop(self, session):
        self.stopping.set()
        session.wake()

    def on_unit(self, decoder, unit):
        data = unit.annex_b_data
        self.records.json(
            b"U",
            frame=unit.frame_number,
            key=unit.frame_type == 1,
            bytes=len(data),
            slices=slices(self.codec, data),
            at=now(),
        )
        try:
            pictures = decoder.decode(av.Packet(data))
        except av.error.InvalidDataError as error:
            self.records.json(b"E", event="undecodable", frame=unit.frame_number, why=str(error))
            return
        for picture in pictures:
            plane = picture.planes[0]
            luma = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
            luma = np.ascontiguousarray(luma[:, : picture.width])
            header = struct.pack("<QII", now(), picture.width, picture.height)
            self.records.write(b"F", header, luma.tobytes())
            if self.wants_picture:
                self.wants_picture = False
                rgb = picture.to_ndarray(format="rgb24")
                header = struct.pack("<II", picture.width, picture.height)
                self.records.write(b"P", header, rgb.tobytes())

    def commands(self, session):
        sender = Input()
        for line in sys.stdin:
            command = json.loads(line)
            if command["do"] == "picture":
                self.wants_picture = True
            elif command["do"] in ("stop", "quit"):
                self.quit_app = command["do"] == "quit"
                self.stop(session)
            else:
                sender.send(command)


def refuse_to_pair(*_):
    raise PermissionError("this client is not paired with the host")


def main():
    directory, host, port, action, argument = sys.argv[1:6]
    records = Records()
    client = MoonlightClient(config_dir=directory)
    try:
        if action == "pair":
            server = connect_to_server(host, client._identity, int(port))
            client._server = server
            client.pair(server, pin=argument)
            records.json(b"E", event="paired")
        else:
            client.pair = refuse_to_pair
            client.connect(host, int(port))
            Stream(client, json.loads(argument), records).run()
    except Exception as error:
        records.json(b"E", event="error", kind=type(error).__name__, why=str(error))
        sys.stdout.flush()
        os._exit(1)
    # The core's exit handlers may wait for a peer that is gone.
    os._exit(0)


if __name__ == "__main__":
    main()
