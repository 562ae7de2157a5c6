#ifndef LUMEN_H
#define LUMEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * lumen: streams a desktop or game from a lumen host, over the protocol lumen/1.
 *
 *     lumen_client_open      who this client is, and which hosts it trusts
 *     lumen_pair             once for each host, with the PIN that it shows
 *     lumen_connect          a session: the stream begins
 *     lumen_next_au          coded pictures, to be decoded by the caller
 *     lumen_next_audio       sound, decoded
 *     lumen_next_event       changes of the stream, lost connections
 *     lumen_send_input       keyboard, mouse, gamepads
 *     lumen_request_mode     another size or rate, without interruption
 *     lumen_session_close    the end
 *
 * Rules that hold for all functions:
 *
 * - Handles are of the function that makes them, and closed once. Closing is only allowed while no
 *   other call with the handle is running. Everything else may be called on any thread unless the
 *   function says otherwise; do not call from signal handlers.
 * - Strings are UTF-8 and end with a zero byte. Pointers that are passed in need to be valid until
 *   the function returns, no longer.
 * - Structs begin with struct_size. Set it to sizeof the struct before every call. Structs that go in
 *   are zeroed first: zero is the default of every field. A program that was compiled with an older
 *   header works with a newer library; a newer one with an older library as long as it sets nothing
 *   that the library does not know (else LUMEN_ERR_STRUCT).
 * - Time-outs are in microseconds; 0 does not wait. Times are on the clock of lumen_now_us.
 * - NULL for what must not be NULL is LUMEN_ERR_ARGUMENT, not a crash.
 * - A negative status is an error: lumen_status_str names it, lumen_last_error says more.
 */


// It worked.
#define LUMEN_OK 0

// It worked, but nothing came within the time given. Nothing was written.
#define LUMEN_NONE 1

// A pointer is NULL that must not be, a string is not UTF-8, or a value is out of range.
#define LUMEN_ERR_ARGUMENT -1

// The struct_size of a struct is not one that this library can read: too small for any version,
// or larger than its own with settings in the unknown part that are not zero. Update the library.
#define LUMEN_ERR_STRUCT -2

// The call does not fit how the session was configured, as lumen_next_slice without slices.
#define LUMEN_ERR_USAGE -3

// A file or directory cannot be read or written.
#define LUMEN_ERR_STORE -4

// The host's name has no address, nobody answers there, or what answers speaks something else.
#define LUMEN_ERR_UNREACHABLE -5

// The host is not paired, or it does not know this client, or no longer. Pair.
#define LUMEN_ERR_NOT_PAIRED -6

// Another host answers than the one that was meant. Never ignore this.
#define LUMEN_ERR_HOST_CHANGED -7

// The PIN is wrong, or the host pairs nobody at the moment.
#define LUMEN_ERR_PAIRING -8

// The host has no room for another session.
#define LUMEN_ERR_BUSY -9

// The host cannot give what was asked for, or turned the client away.
#define LUMEN_ERR_REFUSED -10

// The session is over; nothing more comes. lumen_last_error says why.
#define LUMEN_ERR_ENDED -11

// Too much at once: input that the host does not acknowledge, or a change of the stream while
// another one waits for its answer. Try again a moment later.
#define LUMEN_ERR_FULL -12

// The host broke the rules of the protocol.
#define LUMEN_ERR_PROTOCOL -13

// The system gives no thread, socket or random numbers.
#define LUMEN_ERR_SYSTEM -14

// A defect of the library. The handle may be closed, nothing else.
#define LUMEN_ERR_INTERNAL -15

// Version of this header.
#define LUMEN_VERSION_MAJOR 0

// Version of this header.
#define LUMEN_VERSION_MINOR 1

// Version of this header.
#define LUMEN_VERSION_PATCH 0

// Bytes that a fingerprint takes as text, with the zero at its end.
#define LUMEN_FINGERPRINT_LEN 65

// The client decodes H.264.
#define LUMEN_CODEC_H264 1

// The client decodes HEVC.
#define LUMEN_CODEC_HEVC 2

// The client decodes AV1.
#define LUMEN_CODEC_AV1 4

// Slices are wanted as soon as each is whole: lumen_next_slice instead of lumen_next_au.
#define LUMEN_CONFIG_SLICES 1

// The client decodes 4:4:4.
#define LUMEN_CONFIG_FULL_CHROMA 2

// The client decodes 10 bit.
#define LUMEN_CONFIG_TEN_BIT 4

// A host that was never paired is trusted and remembered. Whoever sits between the two the first
// time can stay there.
#define LUMEN_CONFIG_TRUST_FIRST_USE 8

// The access unit begins with these bytes.
#define LUMEN_AU_FIRST 1

// The access unit ends with these bytes.
#define LUMEN_AU_LAST 2

// It is of a key frame: a decoder can begin here, parameter sets are in front.
#define LUMEN_AU_KEY 4

// captured_us is known.
#define LUMEN_AU_CAPTURED 8

// The stream is another one from first_frame on: plan, plan_number, request.
#define LUMEN_EVENT_CHANGED 1

// The connection is lost. It is made again by itself as long as the host keeps the session.
#define LUMEN_EVENT_LOST 2

// There is a connection again. The next access unit is of a key frame.
#define LUMEN_EVENT_BACK 3

// The host changed the stream by itself.
#define LUMEN_NO_REQUEST UINT32_MAX

// A key: code is a Windows virtual-key code, of the US layout with LUMEN_INPUT_POSITIONAL.
#define LUMEN_INPUT_KEY 1

// Text that was typed, where keys would not do: text.
#define LUMEN_INPUT_TEXT 2

// The mouse moved by x to the right and y down.
#define LUMEN_INPUT_MOUSE_MOVE 3

// The mouse is at x, y of a picture of width, height, as shown by the client.
#define LUMEN_INPUT_MOUSE_POSITION 4

// A mouse button, by code: 1 left, 2 middle, 3 right, 4 back, 5 forward.
#define LUMEN_INPUT_MOUSE_BUTTON 5

// The wheel turned: x to the right, y away from the user; 120 is a notch.
#define LUMEN_INPUT_WHEEL 6

// All of a gamepad's state: gamepad, gamepads, code (buttons), triggers, sticks.
#define LUMEN_INPUT_GAMEPAD 7

// The key or button went down rather than up.
#define LUMEN_INPUT_DOWN 1

// The code names a place on a US keyboard rather than a key of the host's layout.
#define LUMEN_INPUT_POSITIONAL 2

// A client: its identity, and the hosts that it trusts. Opaque.
typedef struct lumen_client lumen_client;

// A session with a host. Opaque.
typedef struct lumen_session lumen_session;

// Result of a call: LUMEN_OK, a positive LUMEN_NONE, or a negative error. Numbers are only ever
// added, never changed.
typedef int32_t lumen_status;

// What a session is asked for. Zero the struct, then set struct_size and what is wanted: zero is
// the default of every other field.
typedef struct lumen_config {
    // sizeof(lumen_config).
    uint32_t struct_size;
    // LUMEN_CONFIG_*, added up.
    uint32_t flags;
    // Name or address of the host, with the port of its HTTP listener if that is not 47989; the
    // host listens for this protocol 20 ports above. Must be set.
    const char *host;
    // Fingerprint that the host must have, paired or not: 64 hex digits. NULL: any paired host.
    const char *pin;
    // Name of this client, for people at the host: at most 128 bytes. NULL: "lumen client".
    const char *name;
    // Pixels of the picture, 16 to 16384. Default 1280.
    uint32_t width;
    // Default 720.
    uint32_t height;
    // Refresh rate in mHz, 1000 to 500000. Default 60000.
    uint32_t refresh_mhz;
    // LUMEN_CODEC_*, added up. Default H.264.
    uint32_t codecs;
    // Highest bitrate of the video in bit/s, 100000 to 100000000000. Default 10000000.
    uint64_t max_bitrate;
    // Most slices of a picture, 1 to 64. Default 4.
    uint32_t max_slices;
    // Most tiles, each of which needs a decoder of its own, 1 to 16. Default 1.
    uint32_t max_tiles;
    // Most channels of sound: 2, 6 or 8; UINT32_MAX is no sound. Default 2.
    uint32_t audio_channels;
    // Longest time, for each frame, for which the receiving thread waits awake around the time at
    // which it is expected, in microseconds, up to 10000. Saves a wake-up of 25 us and more, costs
    // as much of a core. Default 0.
    uint32_t spin_us;
} lumen_config;

// A coded picture of one tile, or a slice of one. All times are those of lumen_now_us.
typedef struct lumen_au {
    // sizeof(lumen_au); set it before the call.
    uint32_t struct_size;
    // LUMEN_AU_*, added up.
    uint32_t flags;
    // Number of the frame; wraps.
    uint32_t frame;
    // Number of the plan: 0 for the first, one more with each LUMEN_EVENT_CHANGED. A frame that
    // overtook the news of its plan has the number before; its parameter sets are right anyway.
    uint32_t plan;
    // Number of the tile, row by row from the upper left.
    uint32_t tile;
    // The capture time is off by no more than this.
    uint32_t captured_error_us;
    // The bytes, Annex B for H.264 and HEVC; zeros may follow.
    const uint8_t *data;
    // Number of bytes.
    size_t size;
    // When the host captured the picture, on this machine's clock; see LUMEN_AU_CAPTURED.
    uint64_t captured_us;
    // When the first datagram of the frame was received.
    uint64_t first_arrival_us;
    // When the last datagram that these bytes needed was received.
    uint64_t completed_us;
    // The host's own time on the frame, from capture to sending; 0 is unknown.
    uint64_t host_latency_us;
} lumen_au;

// Sound for the output.
typedef struct lumen_audio {
    // sizeof(lumen_audio); set it before the call.
    uint32_t struct_size;
    // Channels: 2 (left, right), 6 (front left, right, centre, low frequency, back left, right) or
    // 8 (as 6, and side left, right).
    uint32_t channels;
    // Samples of each channel at 48 kHz: 239 to 241. One more or less than 240 makes up for the
    // drift between the clocks of host and output.
    uint32_t frames;
    // 1 if the sound was made up, since what the host sent is missing, or is silence.
    uint32_t concealed;
    // frames * channels samples, interleaved, -1 to 1.
    const float *pcm;
} lumen_audio;

// What a stream is like.
typedef struct lumen_plan {
    // sizeof(lumen_plan); set it before the call.
    uint32_t struct_size;
    // Pixels of the picture.
    uint32_t width;
    // Pixels of the picture.
    uint32_t height;
    // Refresh rate in mHz.
    uint32_t refresh_mhz;
    // One of LUMEN_CODEC_*.
    uint32_t codec;
    // 1 if the picture is 4:4:4, 0 if it is 4:2:0.
    uint32_t full_chroma;
    // Bits of a sample: 8 or 10.
    uint32_t bits;
    // Tiles side by side.
    uint32_t columns;
    // Tiles above each other.
    uint32_t rows;
    // Slices of each tile's picture.
    uint32_t slices;
    // Channels of sound; 0 is none.
    uint32_t audio_channels;
    // Most bytes of an access unit.
    uint32_t max_au_size;
    // Bits per second of the video.
    uint64_t bitrate;
} lumen_plan;

// What happened to a session.
typedef struct lumen_event {
    // sizeof(lumen_event); set it before the call.
    uint32_t struct_size;
    // One of LUMEN_EVENT_*. Skip what is unknown.
    uint32_t kind;
    // The request that this answers, or LUMEN_NO_REQUEST.
    uint32_t request;
    // Number of the plan, as in lumen_au.
    uint32_t plan_number;
    // The first frame of the plan. Frames of the plan before may still come.
    uint32_t first_frame;
    // 0.
    uint32_t reserved;
    // All of the plan; what could not be changed is as before. Its struct_size is set.
    struct lumen_plan plan;
} lumen_event;

// What the motors of a gamepad are to do, 0 to 65535 each, until the next command.
typedef struct lumen_rumble {
    // sizeof(lumen_rumble); set it before the call.
    uint32_t struct_size;
    // Which gamepad, 0 to 15.
    uint32_t gamepad;
    // The strong motor.
    uint16_t low_frequency;
    // The weak motor.
    uint16_t high_frequency;
    // In the left trigger.
    uint16_t left_trigger;
    // In the right trigger.
    uint16_t right_trigger;
} lumen_rumble;

// Something that the user did. Zero the struct, then set struct_size, kind, and what the kind
// needs.
typedef struct lumen_input {
    // sizeof(lumen_input).
    uint32_t struct_size;
    // One of LUMEN_INPUT_KEY to LUMEN_INPUT_GAMEPAD.
    uint32_t kind;
    // LUMEN_INPUT_DOWN, LUMEN_INPUT_POSITIONAL, added up.
    uint32_t flags;
    // Key, mouse button, or the buttons of a gamepad added up: 0x1 up, 0x2 down, 0x4 left, 0x8
    // right, 0x10 start, 0x20 back, 0x40 left stick, 0x80 right stick, 0x100 left bumper, 0x200
    // right bumper, 0x400 guide, 0x1000 A, 0x2000 B, 0x4000 X, 0x8000 Y, 0x10000 to 0x80000
    // paddles, 0x100000 touchpad, 0x200000 misc.
    uint32_t code;
    // Modifiers held with a key, added up: 1 shift, 2 control, 4 alt, 8 meta.
    uint32_t modifiers;
    // As the kind says.
    int32_t x;
    // As the kind says.
    int32_t y;
    // Size of the picture that a position is on, at least 2.
    uint32_t width;
    // Size of the picture that a position is on, at least 2.
    uint32_t height;
    // Number of the gamepad, 0 to 15.
    uint32_t gamepad;
    // One bit for each gamepad that is connected. A state without the bit of its own gamepad
    // unplugs it.
    uint32_t gamepads;
    // Left and right trigger, 0 to 255.
    uint8_t triggers[2];
    // 0.
    uint8_t reserved[2];
    // Left stick: x to the right, y up.
    int16_t left_stick[2];
    // Right stick: x to the right, y up.
    int16_t right_stick[2];
    // UTF-8, 1 to 32 bytes, and a zero.
    char text[33];
} lumen_input;

// How a session goes: counters since its start, and the two clocks.
typedef struct lumen_statistics {
    // sizeof(lumen_statistics); set it before the call.
    uint32_t struct_size;
    // 1 once the host's clock is known: the four fields that follow.
    uint32_t clock_known;
    // The host's clock less ours, in microseconds ...
    int64_t clock_offset_us;
    // ... off by no more than this.
    uint64_t clock_error_us;
    // How much faster the host's clock runs, in parts per billion; 0 until that is known.
    int64_t clock_drift_ppb;
    // Shortest round trip of late.
    uint64_t round_trip_us;
    // Media datagrams received.
    uint64_t datagrams;
    // Datagrams that were not of this session.
    uint64_t refused;
    // Datagrams restored from parity.
    uint64_t repaired;
    // Frames of a tile received whole.
    uint64_t frames;
    // Frames of a tile lost.
    uint64_t lost;
    // Frames withheld because a frame before them is missing.
    uint64_t withheld;
    // Frames dropped because the caller was too slow.
    uint64_t overrun;
    // Bytes of whole frames.
    uint64_t bytes;
    // Key frames asked for.
    uint64_t key_requests;
    // Frames asked for that are predicted from before a loss.
    uint64_t anchor_requests;
    // Packets of sound received, copies included.
    uint64_t audio_packets;
    // Connections made again after one was lost.
    uint64_t reconnects;
} lumen_statistics;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// What a status means, in English. Never NULL; valid for ever. Any thread.
const char *lumen_status_str(lumen_status status);

// What went wrong in the last call on this thread that failed, and what can be done about it: a
// sentence or two in English. Never NULL, empty if nothing did; valid until the next call on this
// thread that fails.
const char *lumen_last_error(void);

// Version of the library: major << 16 | minor << 8 | patch. Any thread.
uint32_t lumen_version(void);

// Whether the library can do something: "slices" (lumen_next_slice), "tiles", "pcm"
// (lumen_next_audio decodes), "rumble", "resume" (sessions outlive a lost connection). False for
// what it does not know, and for NULL. Any thread.
bool lumen_has_feature(const char *name);

// Microseconds on the clock of all times in this header: CLOCK_MONOTONIC. Any thread.
uint64_t lumen_now_us(void);

// Opens a client, whose identity and trusted hosts are files in `directory`. Makes the directory
// and an identity if there is none, which takes about a second. On success *out is to be closed by
// lumen_client_close. Any thread.
lumen_status lumen_client_open(const char *directory, struct lumen_client **out);

// Closes a client; NULL does nothing. Sessions of it go on. No other call with this client may be
// running.
void lumen_client_close(struct lumen_client *client);

// Fingerprint of the client's certificate, by which hosts know it: 64 hex digits and a zero are
// written to `fingerprint`, which must have LUMEN_FINGERPRINT_LEN bytes. Any thread.
lumen_status lumen_client_fingerprint(const struct lumen_client *client, char *fingerprint);

// Pairs with a host, which shows a PIN (`lumen-host pair-native`), and remembers it. `host` is as
// in lumen_config. The fingerprint of its certificate is written to `fingerprint`, which is NULL or
// has LUMEN_FINGERPRINT_LEN bytes. Blocks until it is done, at most some 20 seconds. Any thread.
lumen_status lumen_pair(const struct lumen_client *client,
                        const char *host,
                        const char *pin,
                        char *fingerprint);

// Asks a host for a session. Blocks until it is granted or refused, at most some 20 seconds; the
// first picture takes a moment longer. On success *out is to be closed by lumen_session_close. Any
// thread.
lumen_status lumen_connect(const struct lumen_client *client,
                           const struct lumen_config *config,
                           struct lumen_session **out);

// Waits for the next access unit, at most timeout_us; LUMEN_NONE if none came.
//
// out->data stays valid until the next call of this function with the session, or until
// lumen_session_close. While it is held, two more units of each tile can wait; if the caller is
// slower, units are dropped and a key frame is asked for. Any one thread at a time; not from two at
// once.
lumen_status lumen_next_au(const struct lumen_session *session,
                           uint32_t timeout_us,
                           struct lumen_au *out);

// As lumen_next_au, but hands out each slice as soon as it is whole, for sessions with
// LUMEN_CONFIG_SLICES. A frame that was begun may never be finished, because it was lost: the next
// slice has LUMEN_AU_FIRST then, and what was given to the decoder is to be discarded. A slice that
// takes more than about 100 datagrams comes with the end of its frame.
lumen_status lumen_next_slice(const struct lumen_session *session,
                              uint32_t timeout_us,
                              struct lumen_au *out);

// Gives the next 5 ms of sound, decoded. Call it once for each 5 ms that the output plays, from one
// thread at a time; it never waits, and is silent as long as the host sends nothing. The samples
// stay valid until the next call with the session, or until lumen_session_close.
// LUMEN_ERR_USAGE if the session has no sound.
lumen_status lumen_next_audio(const struct lumen_session *session, struct lumen_audio *out);

// Waits for what is new of a session, at most timeout_us; LUMEN_NONE if nothing is,
// LUMEN_ERR_ENDED once it is over and nothing is left. The newest 64 events are kept. Any thread.
lumen_status lumen_next_event(const struct lumen_session *session,
                              uint32_t timeout_us,
                              struct lumen_event *out);

// Waits for what a gamepad is to do, at most timeout_us; LUMEN_NONE if nothing is new. Motors are
// stopped by such a command too, also when the host falls silent. Any thread.
lumen_status lumen_next_rumble(const struct lumen_session *session,
                               uint32_t timeout_us,
                               struct lumen_rumble *out);

// What the stream is like now, as the host said last; frames of the plan before may still come.
// Any thread.
lumen_status lumen_get_plan(const struct lumen_session *session, struct lumen_plan *out);

// Sends what the user did; nothing is lost and the order is kept. Never waits. LUMEN_ERR_FULL if
// the host acknowledges nothing any more: the event was not taken, try again. Any thread.
lumen_status lumen_send_input(const struct lumen_session *session, const struct lumen_input *input);

// Asks for another mode, without interrupting the stream. The answer is a LUMEN_EVENT_CHANGED with
// the number that is written to *request (which may be NULL); its plan may be the old one. One
// request may wait for its answer and one behind it; LUMEN_ERR_FULL beyond that. Any thread.
lumen_status lumen_request_mode(const struct lumen_session *session,
                                uint32_t width,
                                uint32_t height,
                                uint32_t refresh_mhz,
                                uint32_t *request);

// Asks for another bitrate of the video, in bit/s; as lumen_request_mode. Any thread.
lumen_status lumen_request_bitrate(const struct lumen_session *session,
                                   uint64_t bitrate,
                                   uint32_t *request);

// Asks for a key frame of every tile, as when a decoder failed or was opened anew. Any thread.
lumen_status lumen_request_key_frame(const struct lumen_session *session);

// Tells the host how long the decoder took for an access unit of a tile, so that it knows what this
// machine can keep up with: the longest time since its last report. Never waits. Any thread.
lumen_status lumen_decoded(const struct lumen_session *session, uint32_t tile, uint32_t took_us);

// How the session goes. Works also once it is over. Any thread.
lumen_status lumen_stats(const struct lumen_session *session, struct lumen_statistics *out);

// Leaves the host. Calls that wait on other threads return LUMEN_ERR_ENDED; the handle stays valid.
// Any thread, also while others are in a call.
lumen_status lumen_disconnect(const struct lumen_session *session);

// Leaves the host if need be, waits for the session's threads, at most some seconds, and frees
// everything of it; NULL does nothing. No other call with this session may be running, and none may
// follow.
void lumen_session_close(struct lumen_session *session);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LUMEN_H */
