/*
 * Encodes a moving picture through the driver library that it is given, as any program that was
 * compiled against the public header would: nothing of lumen is in here.
 *
 *   encode LIBRARY h264|hevc WIDTH HEIGHT FRAMES STREAM RAW [ltr]
 *
 * STREAM gets the coded frames, RAW the pictures that went in, as planar 4:2:0. With ltr some
 * frames are left out of both, as if they were lost, and the next one is predicted from a
 * long-term reference.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ffnvcodec/nvEncodeAPI.h>

#define MUST(call)                                                                                 \
    do {                                                                                           \
        int answer_ = (int)(call);                                                                 \
        if (answer_ != 0) {                                                                        \
            fprintf(stderr, "%s: %d\n", #call, answer_);                                           \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

/* Of every ten frames the first is a long-term reference, by turns of index 0 and 1; three are
 * lost, and the one after them is predicted from the reference. */
enum { TURN = 10, FIRST_LOST = 4, AFTER_LOSS = 7 };

static void use_long_term_references(NV_ENC_CONFIG *config, int hevc) {
    if (hevc) {
        config->encodeCodecConfig.hevcConfig.maxNumRefFramesInDPB = 4;
        config->encodeCodecConfig.hevcConfig.enableLTR = 1;
        config->encodeCodecConfig.hevcConfig.ltrNumFrames = 2;
    } else {
        config->encodeCodecConfig.h264Config.maxNumRefFrames = 4;
        config->encodeCodecConfig.h264Config.enableLTR = 1;
        config->encodeCodecConfig.h264Config.ltrNumFrames = 2;
    }
}

static void ask(NV_ENC_PIC_PARAMS *picture, int hevc, int mark, int use, int index) {
    NV_ENC_PIC_PARAMS_HEVC *h265 = &picture->codecPicParams.hevcPicParams;
    NV_ENC_PIC_PARAMS_H264 *h264 = &picture->codecPicParams.h264PicParams;
    if (hevc) {
        h265->ltrMarkFrame = mark;
        h265->ltrMarkFrameIdx = mark ? index : 0;
        h265->ltrUseFrames = use;
        h265->ltrUseFrameBitmap = use ? 1 << index : 0;
    } else {
        h264->ltrMarkFrame = mark;
        h264->ltrMarkFrameIdx = mark ? index : 0;
        h264->ltrUseFrames = use;
        h264->ltrUseFrameBitmap = use ? 1 << index : 0;
    }
}

typedef NVENCSTATUS NVENCAPI create_instance(NV_ENCODE_API_FUNCTION_LIST *);
typedef NVENCSTATUS NVENCAPI get_max_version(uint32_t *);
typedef int cu_init(unsigned);
typedef int cu_retain(void **, int);
typedef int cu_release(int);

static void *symbol(void *library, const char *name) {
    void *found = dlsym(library, name);
    if (!found) {
        fprintf(stderr, "no %s\n", name);
        exit(1);
    }
    return found;
}

/* Flat fields, a gradient and a square that moves: left alone, predicted and written-out blocks. */
static uint8_t luma(int x, int y, int frame) {
    int sx = (frame * 3) % 64, sy = (frame * 2) % 32;
    if (x >= sx && x < sx + 40 && y >= sy && y < sy + 40)
        return (uint8_t)(200 + ((x ^ y) & 15));
    if (y < 64)
        return x < 100 ? 128 : 60;
    return (uint8_t)(16 + (x + y) % 200);
}

static void paint(uint8_t *nv12, uint32_t pitch, int width, int height, int frame, FILE *raw) {
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            nv12[y * pitch + x] = luma(x, y, frame);
    uint8_t *chroma = nv12 + (size_t)pitch * height;
    for (int y = 0; y < height / 2; y++)
        for (int x = 0; x < width / 2; x++) {
            chroma[y * pitch + 2 * x] = y < 32 ? 128 : (uint8_t)(90 + x % 40);
            chroma[y * pitch + 2 * x + 1] = y < 32 ? 128 : (uint8_t)(100 + frame / 25);
        }
    for (int y = 0; y < height; y++)
        fwrite(nv12 + y * pitch, 1, width, raw);
    for (int part = 0; part < 2; part++)
        for (int y = 0; y < height / 2; y++)
            for (int x = 0; x < width / 2; x++)
                fputc(chroma[y * pitch + 2 * x + part], raw);
}

int main(int argc, char **argv) {
    if (argc != 8 && argc != 9)
        return 2;
    int ltr = argc == 9 && !strcmp(argv[8], "ltr");
    int hevc = !strcmp(argv[2], "hevc");
    int width = atoi(argv[3]), height = atoi(argv[4]), frames = atoi(argv[5]);
    FILE *stream = fopen(argv[6], "wb"), *raw = fopen(argv[7], "wb");
    FILE *nowhere = fopen("/dev/null", "wb");
    void *library = dlopen(argv[1], RTLD_NOW);
    if (!library || !stream || !raw || !nowhere) {
        fprintf(stderr, "%s\n", library ? "cannot write" : dlerror());
        return 1;
    }
    create_instance *create = (create_instance *)symbol(library, "NvEncodeAPICreateInstance");
    get_max_version *maximum =
        (get_max_version *)symbol(library, "NvEncodeAPIGetMaxSupportedVersion");
    void *context = NULL;
    MUST(((cu_init *)symbol(library, "cuInit"))(0));
    MUST(((cu_retain *)symbol(library, "cuDevicePrimaryCtxRetain"))(&context, 0));

    uint32_t version = 0;
    MUST(maximum(&version));
    printf("header %d.%d, driver %u.%u\n", NVENCAPI_MAJOR_VERSION, NVENCAPI_MINOR_VERSION,
           version >> 4, version & 15);
    NV_ENCODE_API_FUNCTION_LIST api = {.version = NV_ENCODE_API_FUNCTION_LIST_VER};
    MUST(create(&api));

    void *encoder = NULL;
    NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS open = {.version = NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS_VER,
                                                 .deviceType = NV_ENC_DEVICE_TYPE_CUDA,
                                                 .device = context,
                                                 .apiVersion = NVENCAPI_VERSION};
    MUST(api.nvEncOpenEncodeSessionEx(&open, &encoder));

    GUID codec = hevc ? NV_ENC_CODEC_HEVC_GUID : NV_ENC_CODEC_H264_GUID;
    NV_ENC_PRESET_CONFIG preset = {.version = NV_ENC_PRESET_CONFIG_VER,
                                   .presetCfg = {.version = NV_ENC_CONFIG_VER}};
    MUST(api.nvEncGetEncodePresetConfigEx(encoder, codec, NV_ENC_PRESET_P1_GUID,
                                          NV_ENC_TUNING_INFO_ULTRA_LOW_LATENCY, &preset));
    NV_ENC_CONFIG config = preset.presetCfg;
    config.gopLength = NVENC_INFINITE_GOPLENGTH;
    config.frameIntervalP = 1;
    if (hevc) {
        config.encodeCodecConfig.hevcConfig.sliceMode = 3;
        config.encodeCodecConfig.hevcConfig.sliceModeData = 4;
    } else {
        config.profileGUID = NV_ENC_H264_PROFILE_HIGH_GUID;
        config.encodeCodecConfig.h264Config.sliceMode = 3;
        config.encodeCodecConfig.h264Config.sliceModeData = 4;
    }
    if (ltr)
        use_long_term_references(&config, hevc);
    NV_ENC_INITIALIZE_PARAMS init = {.version = NV_ENC_INITIALIZE_PARAMS_VER,
                                     .encodeGUID = codec,
                                     .presetGUID = NV_ENC_PRESET_P1_GUID,
                                     .encodeWidth = width,
                                     .encodeHeight = height,
                                     .darWidth = width,
                                     .darHeight = height,
                                     .frameRateNum = 60,
                                     .frameRateDen = 1,
                                     .enablePTD = 1,
                                     .encodeConfig = &config,
                                     .tuningInfo = NV_ENC_TUNING_INFO_ULTRA_LOW_LATENCY};
    MUST(api.nvEncInitializeEncoder(encoder, &init));

    NV_ENC_CREATE_INPUT_BUFFER input = {.version = NV_ENC_CREATE_INPUT_BUFFER_VER,
                                        .width = width,
                                        .height = height,
                                        .bufferFmt = NV_ENC_BUFFER_FORMAT_NV12};
    MUST(api.nvEncCreateInputBuffer(encoder, &input));
    NV_ENC_CREATE_BITSTREAM_BUFFER output = {.version = NV_ENC_CREATE_BITSTREAM_BUFFER_VER};
    MUST(api.nvEncCreateBitstreamBuffer(encoder, &output));

    for (int frame = 0; frame < frames; frame++) {
        NV_ENC_LOCK_INPUT_BUFFER fill = {.version = NV_ENC_LOCK_INPUT_BUFFER_VER,
                                         .inputBuffer = input.inputBuffer};
        MUST(api.nvEncLockInputBuffer(encoder, &fill));
        int turn = frame % TURN, index = frame / TURN % 2;
        int mark = ltr && turn == 0, use = ltr && turn == AFTER_LOSS;
        int lost = ltr && turn >= FIRST_LOST && turn < AFTER_LOSS;
        paint(fill.bufferDataPtr, fill.pitch, width, height, frame, lost ? nowhere : raw);
        MUST(api.nvEncUnlockInputBuffer(encoder, input.inputBuffer));
        NV_ENC_PIC_PARAMS picture = {.version = NV_ENC_PIC_PARAMS_VER,
                                     .inputWidth = width,
                                     .inputHeight = height,
                                     .inputPitch = fill.pitch,
                                     .inputBuffer = input.inputBuffer,
                                     .outputBitstream = output.bitstreamBuffer,
                                     .bufferFmt = NV_ENC_BUFFER_FORMAT_NV12,
                                     .pictureStruct = NV_ENC_PIC_STRUCT_FRAME,
                                     .inputTimeStamp = frame};
        if (ltr && frame == 1) {
            /* Nothing has index 1 yet, and index 2 is one too many. */
            ask(&picture, hevc, 0, 1, 1);
            MUST(api.nvEncEncodePicture(encoder, &picture) != NV_ENC_ERR_INVALID_PARAM);
            ask(&picture, hevc, 1, 0, 2);
            MUST(api.nvEncEncodePicture(encoder, &picture) != NV_ENC_ERR_INVALID_PARAM);
        }
        ask(&picture, hevc, mark, use, index);
        MUST(api.nvEncEncodePicture(encoder, &picture));
        NV_ENC_LOCK_BITSTREAM lock = {.version = NV_ENC_LOCK_BITSTREAM_VER,
                                      .outputBitstream = output.bitstreamBuffer};
        MUST(api.nvEncLockBitstream(encoder, &lock));
        MUST(lock.ltrFrame != mark || (mark && lock.ltrFrameIdx != index));
        MUST(use && lock.ltrFrameBitmap != 1u << index);
        fwrite(lock.bitstreamBufferPtr, 1, lock.bitstreamSizeInBytes, lost ? nowhere : stream);
        MUST(api.nvEncUnlockBitstream(encoder, output.bitstreamBuffer));
    }
    NV_ENC_PIC_PARAMS end = {.version = NV_ENC_PIC_PARAMS_VER, .encodePicFlags = NV_ENC_PIC_FLAG_EOS};
    MUST(api.nvEncEncodePicture(encoder, &end));
    MUST(api.nvEncDestroyInputBuffer(encoder, input.inputBuffer));
    MUST(api.nvEncDestroyBitstreamBuffer(encoder, output.bitstreamBuffer));
    MUST(api.nvEncDestroyEncoder(encoder));
    MUST(((cu_release *)symbol(library, "cuDevicePrimaryCtxRelease_v2"))(0));
    fclose(stream);
    fclose(raw);
    fclose(nowhere);
    return 0;
}
