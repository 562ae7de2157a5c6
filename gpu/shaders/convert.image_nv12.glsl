#version 310 es

precision highp float;
precision highp int;

layout(local_size_x = 32, local_size_y = 4, local_size_z = 1) in;

struct Rule {
    ivec4 luma;
    ivec4 cb;
    ivec4 cr;
    uvec2 size;
    uint start;
    uint row;
    uint pitch;
    uint second;
    uint third;
    uint flags;
    uvec2 blocks;
    int most;
};
struct Row {
    ivec3 before;
    ivec3 a;
    ivec3 b;
    ivec3 c;
    ivec3 d;
};
struct Block {
    Row upper;
    Row lower;
};
struct Columns {
    uint before;
    uint a;
    uint b;
    uint c;
    uint d;
};
const uint RED_FIRST = 1u;
const uint TEN_BITS = 2u;
const uint CENTRE = 4u;

layout(std140, binding = 3) uniform Rule_block_0Compute { Rule _group_0_binding_3_cs; };

layout(binding = 0) uniform highp sampler2D _group_0_binding_0_cs;

layout(std430, binding = 2) buffer type_5_block_1Compute { uint _group_0_binding_2_cs[]; };


bool is(uint flag) {
    uint _e3 = _group_0_binding_3_cs.flags;
    return ((_e3 & flag) != 0u);
}

ivec3 from_image(uint x, uint y) {
    bool _e3 = is(TEN_BITS);
    float most = (_e3 ? 1023.0 : 255.0);
    vec4 _e12 = texelFetch(_group_0_binding_0_cs, ivec2(int(x), int(y)), 0);
    vec3 texel = _e12.xyz;
    return ivec3(((texel * most) + vec3(0.5)));
}

Columns columns(uint block) {
    uint x_2 = (block * 4u);
    uint _e6 = _group_0_binding_3_cs.size.x;
    uint most_1 = (_e6 - 1u);
    uint before_1 = (max(x_2, 1u) - 1u);
    return Columns(min(before_1, most_1), min(x_2, most_1), min((x_2 + 1u), most_1), min((x_2 + 2u), most_1), min((x_2 + 3u), most_1));
}

Row image_row(Columns at, uint y_2) {
    ivec3 _e3 = from_image(at.before, y_2);
    ivec3 _e5 = from_image(at.a, y_2);
    ivec3 _e7 = from_image(at.b, y_2);
    ivec3 _e9 = from_image(at.c, y_2);
    ivec3 _e11 = from_image(at.d, y_2);
    return Row(_e3, _e5, _e7, _e9, _e11);
}

Block image_block(uvec2 block_1) {
    Columns _e2 = columns(block_1.x);
    uint _e6 = _group_0_binding_3_cs.size.y;
    uint last = (_e6 - 1u);
    Row _e13 = image_row(_e2, min((block_1.y * 2u), last));
    Row _e20 = image_row(_e2, min(((block_1.y * 2u) + 1u), last));
    return Block(_e13, _e20);
}

uint sample_(ivec4 coefficients, ivec3 rgb, uint extra) {
    ivec3 product = (coefficients.xyz * rgb);
    int sum = (((product.x + product.y) + product.z) + (coefficients.w << extra));
    int _e18 = _group_0_binding_3_cs.most;
    return uint(min(max((sum >> (16u + extra)), 0), _e18));
}

ivec3 half_around(ivec3 before, ivec3 here, ivec3 after) {
    bool _e4 = is(CENTRE);
    return (((_e4 ? after : before) + (here * 2)) + after);
}

ivec3 left_pair(Block block_3) {
    ivec3 _e7 = half_around(block_3.upper.before, block_3.upper.a, block_3.upper.b);
    ivec3 _e14 = half_around(block_3.lower.before, block_3.lower.a, block_3.lower.b);
    return (_e7 + _e14);
}

ivec3 right_pair(Block block_4) {
    ivec3 _e7 = half_around(block_4.upper.b, block_4.upper.c, block_4.upper.d);
    ivec3 _e14 = half_around(block_4.lower.b, block_4.lower.c, block_4.lower.d);
    return (_e7 + _e14);
}

uvec4 samples(ivec4 coefficients_1, Row row) {
    uint _e4 = sample_(coefficients_1, row.a, 0u);
    uint _e7 = sample_(coefficients_1, row.b, 0u);
    uint _e10 = sample_(coefficients_1, row.c, 0u);
    uint _e13 = sample_(coefficients_1, row.d, 0u);
    return uvec4(_e4, _e7, _e10, _e13);
}

uvec4 chroma(Block block_5) {
    ivec3 _e1 = left_pair(block_5);
    ivec3 _e2 = right_pair(block_5);
    ivec4 _e5 = _group_0_binding_3_cs.cb;
    uint _e7 = sample_(_e5, _e1, 3u);
    ivec4 _e10 = _group_0_binding_3_cs.cr;
    uint _e12 = sample_(_e10, _e1, 3u);
    ivec4 _e15 = _group_0_binding_3_cs.cb;
    uint _e17 = sample_(_e15, _e2, 3u);
    ivec4 _e20 = _group_0_binding_3_cs.cr;
    uint _e22 = sample_(_e20, _e2, 3u);
    return uvec4(_e7, _e12, _e17, _e22);
}

void put_bytes(uint line, uint block_6, uvec4 samples_1) {
    _group_0_binding_2_cs[(line + block_6)] = (((samples_1.x | (samples_1.y << 8u)) | (samples_1.z << 16u)) | (samples_1.w << 24u));
    return;
}

void put_words(uint line_1, uint block_7, uvec4 samples_2) {
    _group_0_binding_2_cs[(line_1 + (block_7 * 2u))] = ((samples_2.x << 6u) | (samples_2.y << 22u));
    _group_0_binding_2_cs[((line_1 + (block_7 * 2u)) + 1u)] = ((samples_2.z << 6u) | (samples_2.w << 22u));
    return;
}

void put_nv12_(uvec2 at_2, Block block_8) {
    uint _e7 = _group_0_binding_3_cs.pitch;
    uint line_2 = ((at_2.y * 2u) * _e7);
    ivec4 _e12 = _group_0_binding_3_cs.luma;
    uvec4 _e14 = samples(_e12, block_8.upper);
    put_bytes(line_2, at_2.x, _e14);
    uint _e17 = _group_0_binding_3_cs.pitch;
    ivec4 _e22 = _group_0_binding_3_cs.luma;
    uvec4 _e24 = samples(_e22, block_8.lower);
    put_bytes((line_2 + _e17), at_2.x, _e24);
    uint _e27 = _group_0_binding_3_cs.second;
    uint _e31 = _group_0_binding_3_cs.pitch;
    uvec4 _e35 = chroma(block_8);
    put_bytes((_e27 + (at_2.y * _e31)), at_2.x, _e35);
    return;
}

void put_p010_(uvec2 at_3, Block block_9) {
    uint _e7 = _group_0_binding_3_cs.pitch;
    uint line_3 = ((at_3.y * 2u) * _e7);
    ivec4 _e12 = _group_0_binding_3_cs.luma;
    uvec4 _e14 = samples(_e12, block_9.upper);
    put_words(line_3, at_3.x, _e14);
    uint _e17 = _group_0_binding_3_cs.pitch;
    ivec4 _e22 = _group_0_binding_3_cs.luma;
    uvec4 _e24 = samples(_e22, block_9.lower);
    put_words((line_3 + _e17), at_3.x, _e24);
    uint _e27 = _group_0_binding_3_cs.second;
    uint _e31 = _group_0_binding_3_cs.pitch;
    uvec4 _e35 = chroma(block_9);
    put_words((_e27 + (at_3.y * _e31)), at_3.x, _e35);
    return;
}

void put_yuv444_(uvec2 at_4, Block block_10) {
    uint _e7 = _group_0_binding_3_cs.pitch;
    uint line_4 = ((at_4.y * 2u) * _e7);
    ivec4 _e12 = _group_0_binding_3_cs.luma;
    uvec4 _e14 = samples(_e12, block_10.upper);
    put_bytes(line_4, at_4.x, _e14);
    uint _e17 = _group_0_binding_3_cs.pitch;
    ivec4 _e22 = _group_0_binding_3_cs.luma;
    uvec4 _e24 = samples(_e22, block_10.lower);
    put_bytes((line_4 + _e17), at_4.x, _e24);
    uint _e27 = _group_0_binding_3_cs.second;
    ivec4 _e32 = _group_0_binding_3_cs.cb;
    uvec4 _e34 = samples(_e32, block_10.upper);
    put_bytes((_e27 + line_4), at_4.x, _e34);
    uint _e37 = _group_0_binding_3_cs.second;
    uint _e41 = _group_0_binding_3_cs.pitch;
    ivec4 _e46 = _group_0_binding_3_cs.cb;
    uvec4 _e48 = samples(_e46, block_10.lower);
    put_bytes(((_e37 + line_4) + _e41), at_4.x, _e48);
    uint _e51 = _group_0_binding_3_cs.third;
    ivec4 _e56 = _group_0_binding_3_cs.cr;
    uvec4 _e58 = samples(_e56, block_10.upper);
    put_bytes((_e51 + line_4), at_4.x, _e58);
    uint _e61 = _group_0_binding_3_cs.third;
    uint _e65 = _group_0_binding_3_cs.pitch;
    ivec4 _e70 = _group_0_binding_3_cs.cr;
    uvec4 _e72 = samples(_e70, block_10.lower);
    put_bytes(((_e61 + line_4) + _e65), at_4.x, _e72);
    return;
}

void put_yuv444_ten(uvec2 at_5, Block block_11) {
    uint _e7 = _group_0_binding_3_cs.pitch;
    uint line_5 = ((at_5.y * 2u) * _e7);
    ivec4 _e12 = _group_0_binding_3_cs.luma;
    uvec4 _e14 = samples(_e12, block_11.upper);
    put_words(line_5, at_5.x, _e14);
    uint _e17 = _group_0_binding_3_cs.pitch;
    ivec4 _e22 = _group_0_binding_3_cs.luma;
    uvec4 _e24 = samples(_e22, block_11.lower);
    put_words((line_5 + _e17), at_5.x, _e24);
    uint _e27 = _group_0_binding_3_cs.second;
    ivec4 _e32 = _group_0_binding_3_cs.cb;
    uvec4 _e34 = samples(_e32, block_11.upper);
    put_words((_e27 + line_5), at_5.x, _e34);
    uint _e37 = _group_0_binding_3_cs.second;
    uint _e41 = _group_0_binding_3_cs.pitch;
    ivec4 _e46 = _group_0_binding_3_cs.cb;
    uvec4 _e48 = samples(_e46, block_11.lower);
    put_words(((_e37 + line_5) + _e41), at_5.x, _e48);
    uint _e51 = _group_0_binding_3_cs.third;
    ivec4 _e56 = _group_0_binding_3_cs.cr;
    uvec4 _e58 = samples(_e56, block_11.upper);
    put_words((_e51 + line_5), at_5.x, _e58);
    uint _e61 = _group_0_binding_3_cs.third;
    uint _e65 = _group_0_binding_3_cs.pitch;
    ivec4 _e70 = _group_0_binding_3_cs.cr;
    uvec4 _e72 = samples(_e70, block_11.lower);
    put_words(((_e61 + line_5) + _e65), at_5.x, _e72);
    return;
}

bool outside(uvec2 at_6) {
    uvec2 _e3 = _group_0_binding_3_cs.blocks;
    return any(greaterThanEqual(at_6, _e3));
}

void main() {
    uvec3 id = gl_GlobalInvocationID;
    bool _e2 = outside(id.xy);
    if (_e2) {
        return;
    }
    Block _e5 = image_block(id.xy);
    put_nv12_(id.xy, _e5);
    return;
}

