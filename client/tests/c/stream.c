/*
 * A client in C: pairs with a host, watches it, listens to it, sends input, changes the mode twice,
 * and leaves. It decodes nothing: the place where a decoder goes is marked.
 *
 *     cc -std=c11 stream.c $(pkg-config --cflags --libs lumen) -o stream
 *     ./stream HOST DIRECTORY PIN SECONDS
 *
 * PIN is what `lumen-host pair-native` shows; "-" if the host is paired already.
 */
#include <lumen.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What was seen of the session. */
struct seen {
    unsigned frames;
    unsigned keys;
    unsigned incomplete;
    unsigned heard;
    unsigned made_up;
    unsigned changes;
    unsigned rumbles;
    unsigned width;
    uint64_t latency_sum_us;
    unsigned latency_count;
};

static int failed(const char *what, lumen_status status)
{
    fprintf(stderr, "%s: %s. %s\n", what, lumen_status_str(status), lumen_last_error());
    return 1;
}

/* Takes one access unit, waiting for it at most 5 ms. False once the session is over. */
static int watch(lumen_session *session, struct seen *seen)
{
    lumen_au au;
    lumen_status status;

    memset(&au, 0, sizeof au);
    au.struct_size = sizeof au;
    status = lumen_next_au(session, 5000, &au);
    if (status == LUMEN_NONE)
        return 1;
    if (status != LUMEN_OK)
        return !failed("video", status);

    /* Here a decoder would get au.data, au.size bytes of it, and a new one would be opened when
     * au.plan changes. The bytes are ours until the next call. */
    if (au.size < 4 || au.data[0] != 0 || au.data[1] != 0)
        seen->incomplete++;
    seen->frames++;
    if (au.flags & LUMEN_AU_KEY)
        seen->keys++;
    if (au.flags & LUMEN_AU_CAPTURED) {
        seen->latency_sum_us += au.completed_us - au.captured_us;
        seen->latency_count++;
    }
    return 1;
}

/* Plays what is due of the sound; here the clock is the output. */
static int listen_until(lumen_session *session, uint64_t now_us, uint64_t *due_us, struct seen *seen)
{
    lumen_audio audio;
    lumen_status status;

    memset(&audio, 0, sizeof audio);
    audio.struct_size = sizeof audio;
    for (; *due_us <= now_us; *due_us += 5000) {
        status = lumen_next_audio(session, &audio);
        if (status != LUMEN_OK)
            return !failed("sound", status);
        seen->heard++;
        if (audio.concealed)
            seen->made_up++;
    }
    return 1;
}

/* Takes note of events and rumble that are there already. */
static int take_note(lumen_session *session, struct seen *seen)
{
    lumen_event event;
    lumen_rumble rumble;
    lumen_status status;

    memset(&event, 0, sizeof event);
    event.struct_size = sizeof event;
    while ((status = lumen_next_event(session, 0, &event)) == LUMEN_OK) {
        if (event.kind == LUMEN_EVENT_CHANGED) {
            seen->changes++;
            seen->width = event.plan.width;
            printf("%ux%u at %.3f Hz from frame %u on\n", event.plan.width, event.plan.height,
                   event.plan.refresh_mhz / 1000.0, event.first_frame);
        }
    }
    if (status != LUMEN_NONE)
        return !failed("events", status);
    memset(&rumble, 0, sizeof rumble);
    rumble.struct_size = sizeof rumble;
    while ((status = lumen_next_rumble(session, 0, &rumble)) == LUMEN_OK)
        seen->rumbles++;
    return status == LUMEN_NONE || !failed("rumble", status);
}

/* Presses and releases a key, moves the mouse, shows a gamepad. */
static int act(lumen_session *session, unsigned step)
{
    lumen_input input;
    lumen_status status;

    memset(&input, 0, sizeof input);
    input.struct_size = sizeof input;
    switch (step % 3) {
    case 0:
        input.kind = LUMEN_INPUT_KEY;
        input.code = 0x41;
        input.flags = (step / 3) % 2 == 0 ? LUMEN_INPUT_DOWN : 0;
        break;
    case 1:
        input.kind = LUMEN_INPUT_MOUSE_MOVE;
        input.x = 3;
        input.y = -2;
        break;
    default:
        input.kind = LUMEN_INPUT_GAMEPAD;
        input.gamepads = 1;
        input.code = (step / 3) % 2 == 0 ? 0x1000 : 0;
        break;
    }
    status = lumen_send_input(session, &input);
    return status == LUMEN_OK || !failed("input", status);
}

static int run(lumen_session *session, double seconds, struct seen *seen)
{
    const uint64_t begin_us = lumen_now_us();
    const uint64_t length_us = (uint64_t)(seconds * 1e6);
    uint64_t now_us = begin_us, sound_us = begin_us, act_us = begin_us;
    unsigned step = 0, wishes = 0;
    lumen_status status;

    while (now_us - begin_us < length_us) {
        if (!watch(session, seen) || !take_note(session, seen))
            return 0;
        now_us = lumen_now_us();
        if (!listen_until(session, now_us, &sound_us, seen))
            return 0;
        if (now_us >= act_us) {
            if (!act(session, step++))
                return 0;
            act_us = now_us + 50000;
        }
        if (wishes < 2 && now_us - begin_us > (wishes + 1) * length_us / 3) {
            status = wishes == 0 ? lumen_request_mode(session, 640, 360, 30000, NULL)
                                 : lumen_request_mode(session, 480, 270, 60000, NULL);
            if (status != LUMEN_OK)
                return !failed("mode", status);
            wishes++;
        }
    }
    return 1;
}

static void report(lumen_session *session, const struct seen *seen)
{
    lumen_statistics stats;

    memset(&stats, 0, sizeof stats);
    stats.struct_size = sizeof stats;
    if (lumen_stats(session, &stats) != LUMEN_OK)
        return;
    printf("frames %u (%u key), lost %llu, repaired datagrams %llu\n", seen->frames, seen->keys,
           (unsigned long long)stats.lost, (unsigned long long)stats.repaired);
    printf("sound %u packets, %u made up; rumble %u; mode changes %u\n", seen->heard, seen->made_up,
           seen->rumbles, seen->changes);
    if (seen->latency_count)
        printf("capture to reassembled %llu us on average, clocks to within %llu us\n",
               (unsigned long long)(seen->latency_sum_us / seen->latency_count),
               (unsigned long long)stats.clock_error_us);
}

int main(int argc, char **argv)
{
    char fingerprint[LUMEN_FINGERPRINT_LEN];
    lumen_client *client = NULL;
    lumen_session *session = NULL;
    lumen_config config;
    lumen_status status;
    struct seen seen;
    int good;

    if (argc != 5) {
        fprintf(stderr, "usage: %s HOST DIRECTORY PIN SECONDS\n", argv[0]);
        return 2;
    }
    if (lumen_version() >> 16 != LUMEN_VERSION_MAJOR) {
        fprintf(stderr, "the library is not the one of this header\n");
        return 1;
    }
    status = lumen_client_open(argv[2], &client);
    if (status != LUMEN_OK)
        return failed("client", status);
    if (strcmp(argv[3], "-") != 0) {
        status = lumen_pair(client, argv[1], argv[3], fingerprint);
        if (status != LUMEN_OK) {
            lumen_client_close(client);
            return failed("pairing", status);
        }
        printf("paired with %s\n", fingerprint);
    }

    memset(&config, 0, sizeof config);
    config.struct_size = sizeof config;
    config.host = argv[1];
    config.name = "stream.c";
    config.width = 320;
    config.height = 180;
    status = lumen_connect(client, &config, &session);
    lumen_client_close(client);
    if (status != LUMEN_OK)
        return failed("connect", status);

    memset(&seen, 0, sizeof seen);
    good = run(session, atof(argv[4]), &seen);
    report(session, &seen);
    lumen_disconnect(session);
    lumen_session_close(session);

    good = good && seen.frames > 0 && seen.keys > 0 && seen.incomplete == 0;
    good = good && seen.heard > seen.made_up && seen.changes == 2 && seen.width == 480;
    good = good && seen.latency_count > 0;
    if (!good)
        fprintf(stderr, "something is missing\n");
    return good ? 0 : 1;
}
