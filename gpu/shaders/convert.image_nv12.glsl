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
    uvec2 origin;
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
struct Invocation {
    uvec3 group;
    uvec3 all_;
    uvec3 here;
    uint index;
};
const uint TEN_BITS = 1u;
const uint CENTRE = 2u;
const float QUARTERS = 2097152.0;
const uvec2 TILE = uvec2(128u, 8u);
const uint LINE = 144u;
const uint EDGE = 1152u;

layout(std140, binding = 3) uniform Rule_block_0Compute { Rule _group_0_binding_3_cs; };

layout(binding = 0) uniform highp sampler2D _group_0_binding_0_cs;

layout(std430, binding = 2) buffer type_6_block_1Compute { uint _group_0_binding_2_cs[]; };

shared uint tile[1160];


bool is(uint flag) {
    uint _e3 = _group_0_binding_3_cs.flags;
    return ((_e3 & flag) != 0u);
}

uint texel(uvec2 at) {
    bool _e2 = is(TEN_BITS);
    float most = (_e2 ? 1023.0 : 255.0);
    uvec2 _e8 = _group_0_binding_3_cs.size;
    ivec2 inside = ivec2(min(at, (_e8 - uvec2(1u))));
    vec4 _e16 = texelFetch(_group_0_binding_0_cs, inside, 0);
    uvec3 bits = floatBitsToUint(((_e16.xyz * most) + vec3(2097152.3)));
    uvec3 code = ((bits >> uvec3(2u)) & uvec3(1023u));
    return ((code.x | (code.y << 10u)) | (code.z << 20u));
}

uint place(uint x, uint y) {
    return (((y * LINE) + x) + (x >> 5u));
}

void keep(uvec2 corner, uint x_1, uint y_1) {
    uint _e4 = place(x_1, y_1);
    uint _e8 = texel((corner + uvec2(x_1, y_1)));
    tile[_e4] = _e8;
    return;
}

void fill(uvec2 group, uint index) {
    uvec2 _e4 = _group_0_binding_3_cs.origin;
    uvec2 corner_1 = (_e4 + (group * TILE));
    uint x_3 = (index & 31u);
    uint y_5 = (index >> 5u);
    keep(corner_1, (x_3 + 0u), (y_5 + 0u));
    keep(corner_1, (x_3 + 32u), (y_5 + 0u));
    keep(corner_1, (x_3 + 64u), (y_5 + 0u));
    keep(corner_1, (x_3 + 96u), (y_5 + 0u));
    keep(corner_1, (x_3 + 0u), (y_5 + 4u));
    keep(corner_1, (x_3 + 32u), (y_5 + 4u));
    keep(corner_1, (x_3 + 64u), (y_5 + 4u));
    keep(corner_1, (x_3 + 96u), (y_5 + 4u));
    if ((index < 8u)) {
        uint _e58 = texel(uvec2((max(corner_1.x, 1u) - 1u), (corner_1.y + index)));
        tile[(EDGE + index)] = _e58;
        return;
    } else {
        return;
    }
}

ivec3 from_tile(uint at_1) {
    uint word = tile[at_1];
    return ivec3((uvec3(word, (word >> 10u), (word >> 20u)) & uvec3(1023u)));
}

Columns columns(uint block) {
    uint _e4 = _group_0_binding_3_cs.origin.x;
    uint x_4 = (_e4 + (block * 4u));
    uint _e11 = _group_0_binding_3_cs.size.x;
    uint most_1 = (_e11 - 1u);
    uint before_1 = (max(x_4, 1u) - 1u);
    return Columns(min(before_1, most_1), min(x_4, most_1), min((x_4 + 1u), most_1), min((x_4 + 2u), most_1), min((x_4 + 3u), most_1));
}

Row tile_row(uint column, uint y_4) {
    uint _e4 = place((column * 4u), y_4);
    uint _e9 = place(((column * 4u) - 1u), y_4);
    uint before_2 = ((column == 0u) ? (EDGE + y_4) : _e9);
    ivec3 _e15 = from_tile(before_2);
    ivec3 _e16 = from_tile(_e4);
    ivec3 _e19 = from_tile((_e4 + 1u));
    ivec3 _e22 = from_tile((_e4 + 2u));
    ivec3 _e25 = from_tile((_e4 + 3u));
    return Row(_e15, _e16, _e19, _e22, _e25);
}

Block image_block(uvec2 here) {
    Row _e5 = tile_row(here.x, (here.y * 2u));
    Row _e12 = tile_row(here.x, ((here.y * 2u) + 1u));
    return Block(_e5, _e12);
}

uint sample_(ivec4 coefficients, ivec3 rgb, uint extra) {
    ivec3 product = (coefficients.xyz * rgb);
    int sum = (((product.x + product.y) + product.z) + (coefficients.w << extra));
    int _e18 = _group_0_binding_3_cs.most;
    return uint(min(max((sum >> (16u + extra)), 0), _e18));
}

ivec3 half_around(ivec3 before, ivec3 here_1, ivec3 after) {
    bool _e4 = is(CENTRE);
    return (((_e4 ? after : before) + (here_1 * 2)) + after);
}

ivec3 left_pair(Block block_2) {
    ivec3 _e7 = half_around(block_2.upper.before, block_2.upper.a, block_2.upper.b);
    ivec3 _e14 = half_around(block_2.lower.before, block_2.lower.a, block_2.lower.b);
    return (_e7 + _e14);
}

ivec3 right_pair(Block block_3) {
    ivec3 _e7 = half_around(block_3.upper.b, block_3.upper.c, block_3.upper.d);
    ivec3 _e14 = half_around(block_3.lower.b, block_3.lower.c, block_3.lower.d);
    return (_e7 + _e14);
}

uvec4 samples(ivec4 coefficients_1, Row row) {
    uint _e4 = sample_(coefficients_1, row.a, 0u);
    uint _e7 = sample_(coefficients_1, row.b, 0u);
    uint _e10 = sample_(coefficients_1, row.c, 0u);
    uint _e13 = sample_(coefficients_1, row.d, 0u);
    return uvec4(_e4, _e7, _e10, _e13);
}

uvec4 chroma(Block block_4) {
    ivec3 _e1 = left_pair(block_4);
    ivec3 _e2 = right_pair(block_4);
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

void put_bytes(uint line, uint block_5, uvec4 samples_1) {
    _group_0_binding_2_cs[(line + block_5)] = (((samples_1.x | (samples_1.y << 8u)) | (samples_1.z << 16u)) | (samples_1.w << 24u));
    return;
}

void put_words(uint line_1, uint block_6, uvec4 samples_2) {
    _group_0_binding_2_cs[(line_1 + (block_6 * 2u))] = ((samples_2.x << 6u) | (samples_2.y << 22u));
    _group_0_binding_2_cs[((line_1 + (block_6 * 2u)) + 1u)] = ((samples_2.z << 6u) | (samples_2.w << 22u));
    return;
}

void put_nv12_(uvec2 at_3, Block block_7) {
    uint _e7 = _group_0_binding_3_cs.pitch;
    uint line_2 = ((at_3.y * 2u) * _e7);
    ivec4 _e12 = _group_0_binding_3_cs.luma;
    uvec4 _e14 = samples(_e12, block_7.upper);
    put_bytes(line_2, at_3.x, _e14);
    uint _e17 = _group_0_binding_3_cs.pitch;
    ivec4 _e22 = _group_0_binding_3_cs.luma;
    uvec4 _e24 = samples(_e22, block_7.lower);
    put_bytes((line_2 + _e17), at_3.x, _e24);
    uint _e27 = _group_0_binding_3_cs.second;
    uint _e31 = _group_0_binding_3_cs.pitch;
    uvec4 _e35 = chroma(block_7);
    put_bytes((_e27 + (at_3.y * _e31)), at_3.x, _e35);
    return;
}

void put_p010_(uvec2 at_4, Block block_8) {
    uint _e7 = _group_0_binding_3_cs.pitch;
    uint line_3 = ((at_4.y * 2u) * _e7);
    ivec4 _e12 = _group_0_binding_3_cs.luma;
    uvec4 _e14 = samples(_e12, block_8.upper);
    put_words(line_3, at_4.x, _e14);
    uint _e17 = _group_0_binding_3_cs.pitch;
    ivec4 _e22 = _group_0_binding_3_cs.luma;
    uvec4 _e24 = samples(_e22, block_8.lower);
    put_words((line_3 + _e17), at_4.x, _e24);
    uint _e27 = _group_0_binding_3_cs.second;
    uint _e31 = _group_0_binding_3_cs.pitch;
    uvec4 _e35 = chroma(block_8);
    put_words((_e27 + (at_4.y * _e31)), at_4.x, _e35);
    return;
}

void put_yuv444_(uvec2 at_5, Block block_9) {
    uint _e7 = _group_0_binding_3_cs.pitch;
    uint line_4 = ((at_5.y * 2u) * _e7);
    ivec4 _e12 = _group_0_binding_3_cs.luma;
    uvec4 _e14 = samples(_e12, block_9.upper);
    put_bytes(line_4, at_5.x, _e14);
    uint _e17 = _group_0_binding_3_cs.pitch;
    ivec4 _e22 = _group_0_binding_3_cs.luma;
    uvec4 _e24 = samples(_e22, block_9.lower);
    put_bytes((line_4 + _e17), at_5.x, _e24);
    uint _e27 = _group_0_binding_3_cs.second;
    ivec4 _e32 = _group_0_binding_3_cs.cb;
    uvec4 _e34 = samples(_e32, block_9.upper);
    put_bytes((_e27 + line_4), at_5.x, _e34);
    uint _e37 = _group_0_binding_3_cs.second;
    uint _e41 = _group_0_binding_3_cs.pitch;
    ivec4 _e46 = _group_0_binding_3_cs.cb;
    uvec4 _e48 = samples(_e46, block_9.lower);
    put_bytes(((_e37 + line_4) + _e41), at_5.x, _e48);
    uint _e51 = _group_0_binding_3_cs.third;
    ivec4 _e56 = _group_0_binding_3_cs.cr;
    uvec4 _e58 = samples(_e56, block_9.upper);
    put_bytes((_e51 + line_4), at_5.x, _e58);
    uint _e61 = _group_0_binding_3_cs.third;
    uint _e65 = _group_0_binding_3_cs.pitch;
    ivec4 _e70 = _group_0_binding_3_cs.cr;
    uvec4 _e72 = samples(_e70, block_9.lower);
    put_bytes(((_e61 + line_4) + _e65), at_5.x, _e72);
    return;
}

void put_yuv444_ten(uvec2 at_6, Block block_10) {
    uint _e7 = _group_0_binding_3_cs.pitch;
    uint line_5 = ((at_6.y * 2u) * _e7);
    ivec4 _e12 = _group_0_binding_3_cs.luma;
    uvec4 _e14 = samples(_e12, block_10.upper);
    put_words(line_5, at_6.x, _e14);
    uint _e17 = _group_0_binding_3_cs.pitch;
    ivec4 _e22 = _group_0_binding_3_cs.luma;
    uvec4 _e24 = samples(_e22, block_10.lower);
    put_words((line_5 + _e17), at_6.x, _e24);
    uint _e27 = _group_0_binding_3_cs.second;
    ivec4 _e32 = _group_0_binding_3_cs.cb;
    uvec4 _e34 = samples(_e32, block_10.upper);
    put_words((_e27 + line_5), at_6.x, _e34);
    uint _e37 = _group_0_binding_3_cs.second;
    uint _e41 = _group_0_binding_3_cs.pitch;
    ivec4 _e46 = _group_0_binding_3_cs.cb;
    uvec4 _e48 = samples(_e46, block_10.lower);
    put_words(((_e37 + line_5) + _e41), at_6.x, _e48);
    uint _e51 = _group_0_binding_3_cs.third;
    ivec4 _e56 = _group_0_binding_3_cs.cr;
    uvec4 _e58 = samples(_e56, block_10.upper);
    put_words((_e51 + line_5), at_6.x, _e58);
    uint _e61 = _group_0_binding_3_cs.third;
    uint _e65 = _group_0_binding_3_cs.pitch;
    ivec4 _e70 = _group_0_binding_3_cs.cr;
    uvec4 _e72 = samples(_e70, block_10.lower);
    put_words(((_e61 + line_5) + _e65), at_6.x, _e72);
    return;
}

bool outside(uvec2 at_7) {
    uvec2 _e3 = _group_0_binding_3_cs.blocks;
    return any(greaterThanEqual(at_7, _e3));
}

void main() {
    Invocation id = Invocation(gl_WorkGroupID, gl_GlobalInvocationID, gl_LocalInvocationID, gl_LocalInvocationIndex);
    fill(id.group.xy, id.index);
    memoryBarrierShared();
    barrier();
    bool _e6 = outside(id.all_.xy);
    if (_e6) {
        return;
    }
    Block _e11 = image_block(id.here.xy);
    put_nv12_(id.all_.xy, _e11);
    return;
}

