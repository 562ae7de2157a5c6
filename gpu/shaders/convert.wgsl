// Packed RGB to the surfaces that encoders take, in integers: the same as src/convert/exact.rs,
// sample for sample. An invocation does a block of 4 x 2 pixels. Entry points are named after
// where pixels come from and what they become.
//
// Images are read through the workgroup's memory: an image gives neighbours to neighbours several
// times as fast as every fourth pixel.

struct Rule {
    // Coefficients of red, green, blue, and what is added; 16 bits behind the point. For rows whose
    // pixels begin with blue, blue is first here too.
    luma: vec4<i32>,
    cb: vec4<i32>,
    cr: vec4<i32>,
    // Pixels of the source.
    size: vec2<u32>,
    // Words of the source buffer before the first row, and from one row to the next.
    start: u32,
    row: u32,
    // Words of the surface from one row to the next, before the second plane, before the third.
    pitch: u32,
    second: u32,
    third: u32,
    // TEN_BITS, CENTRE.
    flags: u32,
    // Blocks of the surface.
    blocks: vec2<u32>,
    // Pixel of the source that the surface begins with; both even.
    origin: vec2<u32>,
    // Largest code of a sample.
    most: i32,
}

const TEN_BITS: u32 = 1u;
const CENTRE: u32 = 2u;

// Floats from here on to twice as much have two bits behind the point.
const QUARTERS: f32 = 2097152.0;

var<immediate> rule: Rule;

@group(0) @binding(0) var image: texture_2d<f32>;
@group(0) @binding(1) var<storage, read> packed: array<u32>;
@group(0) @binding(2) var<storage, read_write> surface: array<u32>;

// The pixel before a block's row, and those of the row.
struct Row {
    before: vec3<i32>,
    a: vec3<i32>,
    b: vec3<i32>,
    c: vec3<i32>,
    d: vec3<i32>,
}

struct Block {
    upper: Row,
    lower: Row,
}

fn is(flag: u32) -> bool {
    return (rule.flags & flag) != 0u;
}

// The codes of a pixel, ten bits each: those that were stored, however exact the sampler's division
// is and whichever way sums are rounded. They stand in the sum's bits, in front of two that are
// behind the point.
fn texel(at: vec2<u32>) -> u32 {
    let most = select(255.0, 1023.0, is(TEN_BITS));
    let inside = vec2<i32>(min(at, rule.size - 1u));
    let bits = bitcast<vec3<u32>>(textureLoad(image, inside, 0).rgb * most + (QUARTERS + 0.25));
    let code = (bits >> vec3<u32>(2u)) & vec3<u32>(1023u);
    return code.x | (code.y << 10u) | (code.z << 20u);
}

// Pixels of a workgroup, and the column before them.
const TILE: vec2<u32> = vec2<u32>(128u, 8u);
// Words of a row in the workgroup's memory, where a word is left out after every 32, so that all
// invocations of a row find theirs in different banks.
const LINE: u32 = 144u;
const EDGE: u32 = 1152u;

var<workgroup> tile: array<u32, 1160>;

fn place(x: u32, y: u32) -> u32 {
    return y * LINE + x + (x >> 5u);
}

fn keep(corner: vec2<u32>, x: u32, y: u32) {
    tile[place(x, y)] = texel(corner + vec2<u32>(x, y));
}

// Fills the tile. To be followed by a barrier.
fn fill(group: vec2<u32>, index: u32) {
    let corner = rule.origin + group * TILE;
    let x = index & 31u;
    let y = index >> 5u;
    keep(corner, x + 0u, y + 0u);
    keep(corner, x + 32u, y + 0u);
    keep(corner, x + 64u, y + 0u);
    keep(corner, x + 96u, y + 0u);
    keep(corner, x + 0u, y + 4u);
    keep(corner, x + 32u, y + 4u);
    keep(corner, x + 64u, y + 4u);
    keep(corner, x + 96u, y + 4u);
    if index < TILE.y {
        tile[EDGE + index] = texel(vec2<u32>(max(corner.x, 1u) - 1u, corner.y + index));
    }
}

fn from_tile(at: u32) -> vec3<i32> {
    let word = tile[at];
    return vec3<i32>(vec3<u32>(word, word >> 10u, word >> 20u) & vec3<u32>(1023u));
}

fn from_buffer(x: u32, y: u32) -> vec3<i32> {
    let word = packed[rule.start + y * rule.row + x];
    let bits = select(8u, 10u, is(TEN_BITS));
    let first = extractBits(word, 0u, bits);
    let green = extractBits(word, bits, bits);
    let last = extractBits(word, 2u * bits, bits);
    return vec3<i32>(i32(first), i32(green), i32(last));
}

// Columns that a row of a block needs, within the picture.
struct Columns {
    before: u32,
    a: u32,
    b: u32,
    c: u32,
    d: u32,
}

fn columns(block: u32) -> Columns {
    let x = rule.origin.x + block * 4u;
    let most = rule.size.x - 1u;
    let before = max(x, 1u) - 1u;
    return Columns(min(before, most), min(x, most), min(x + 1u, most), min(x + 2u, most), min(x + 3u, most));
}

fn buffer_row(at: Columns, y: u32) -> Row {
    return Row(from_buffer(at.before, y), from_buffer(at.a, y), from_buffer(at.b, y), from_buffer(at.c, y), from_buffer(at.d, y));
}

fn tile_row(column: u32, y: u32) -> Row {
    let at = place(column * 4u, y);
    let before = select(place(column * 4u - 1u, y), EDGE + y, column == 0u);
    return Row(from_tile(before), from_tile(at), from_tile(at + 1u), from_tile(at + 2u), from_tile(at + 3u));
}

// Of the invocation's place in the workgroup.
fn image_block(here: vec2<u32>) -> Block {
    return Block(tile_row(here.x, here.y * 2u), tile_row(here.x, here.y * 2u + 1u));
}

fn buffer_block(block: vec2<u32>) -> Block {
    let at = columns(block.x);
    let last = rule.size.y - 1u;
    let y = rule.origin.y + block.y * 2u;
    return Block(buffer_row(at, min(y, last)), buffer_row(at, min(y + 1u, last)));
}

// A sample of a pixel, or of a sum of pixels with weights of 2^extra.
fn sample(coefficients: vec4<i32>, rgb: vec3<i32>, extra: u32) -> u32 {
    let product = coefficients.xyz * rgb;
    let sum = product.x + product.y + product.z + (coefficients.w << extra);
    return u32(clamp(sum >> (16u + extra), 0, rule.most));
}

// The colour around a chroma sample, eightfold.
fn half_around(before: vec3<i32>, here: vec3<i32>, after: vec3<i32>) -> vec3<i32> {
    return select(before, after, is(CENTRE)) + here * 2 + after;
}

fn left_pair(block: Block) -> vec3<i32> {
    return half_around(block.upper.before, block.upper.a, block.upper.b)
        + half_around(block.lower.before, block.lower.a, block.lower.b);
}

fn right_pair(block: Block) -> vec3<i32> {
    return half_around(block.upper.b, block.upper.c, block.upper.d)
        + half_around(block.lower.b, block.lower.c, block.lower.d);
}

fn samples(coefficients: vec4<i32>, row: Row) -> vec4<u32> {
    return vec4<u32>(
        sample(coefficients, row.a, 0u),
        sample(coefficients, row.b, 0u),
        sample(coefficients, row.c, 0u),
        sample(coefficients, row.d, 0u),
    );
}

fn chroma(block: Block) -> vec4<u32> {
    let left = left_pair(block);
    let right = right_pair(block);
    return vec4<u32>(
        sample(rule.cb, left, 3u),
        sample(rule.cr, left, 3u),
        sample(rule.cb, right, 3u),
        sample(rule.cr, right, 3u),
    );
}

// Four samples of 8 bits at a column of blocks.
fn put_bytes(line: u32, block: u32, samples: vec4<u32>) {
    surface[line + block] = samples.x | (samples.y << 8u) | (samples.z << 16u) | (samples.w << 24u);
}

// Four samples of 10 bits, in the high end of 16.
fn put_words(line: u32, block: u32, samples: vec4<u32>) {
    surface[line + block * 2u] = (samples.x << 6u) | (samples.y << 22u);
    surface[line + block * 2u + 1u] = (samples.z << 6u) | (samples.w << 22u);
}

fn put_nv12(at: vec2<u32>, block: Block) {
    let line = at.y * 2u * rule.pitch;
    put_bytes(line, at.x, samples(rule.luma, block.upper));
    put_bytes(line + rule.pitch, at.x, samples(rule.luma, block.lower));
    put_bytes(rule.second + at.y * rule.pitch, at.x, chroma(block));
}

fn put_p010(at: vec2<u32>, block: Block) {
    let line = at.y * 2u * rule.pitch;
    put_words(line, at.x, samples(rule.luma, block.upper));
    put_words(line + rule.pitch, at.x, samples(rule.luma, block.lower));
    put_words(rule.second + at.y * rule.pitch, at.x, chroma(block));
}

fn put_yuv444(at: vec2<u32>, block: Block) {
    let line = at.y * 2u * rule.pitch;
    put_bytes(line, at.x, samples(rule.luma, block.upper));
    put_bytes(line + rule.pitch, at.x, samples(rule.luma, block.lower));
    put_bytes(rule.second + line, at.x, samples(rule.cb, block.upper));
    put_bytes(rule.second + line + rule.pitch, at.x, samples(rule.cb, block.lower));
    put_bytes(rule.third + line, at.x, samples(rule.cr, block.upper));
    put_bytes(rule.third + line + rule.pitch, at.x, samples(rule.cr, block.lower));
}

fn put_yuv444_ten(at: vec2<u32>, block: Block) {
    let line = at.y * 2u * rule.pitch;
    put_words(line, at.x, samples(rule.luma, block.upper));
    put_words(line + rule.pitch, at.x, samples(rule.luma, block.lower));
    put_words(rule.second + line, at.x, samples(rule.cb, block.upper));
    put_words(rule.second + line + rule.pitch, at.x, samples(rule.cb, block.lower));
    put_words(rule.third + line, at.x, samples(rule.cr, block.upper));
    put_words(rule.third + line + rule.pitch, at.x, samples(rule.cr, block.lower));
}

fn outside(at: vec2<u32>) -> bool {
    return any(at >= rule.blocks);
}

// Which one it is of all, of its workgroup, and of its workgroup counted through.
struct Invocation {
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(global_invocation_id) all: vec3<u32>,
    @builtin(local_invocation_id) here: vec3<u32>,
    @builtin(local_invocation_index) index: u32,
}

@compute @workgroup_size(32, 4)
fn image_nv12(id: Invocation) {
    fill(id.group.xy, id.index);
    workgroupBarrier();
    if outside(id.all.xy) {
        return;
    }
    put_nv12(id.all.xy, image_block(id.here.xy));
}

@compute @workgroup_size(32, 4)
fn image_p010(id: Invocation) {
    fill(id.group.xy, id.index);
    workgroupBarrier();
    if outside(id.all.xy) {
        return;
    }
    put_p010(id.all.xy, image_block(id.here.xy));
}

@compute @workgroup_size(32, 4)
fn image_yuv444(id: Invocation) {
    fill(id.group.xy, id.index);
    workgroupBarrier();
    if outside(id.all.xy) {
        return;
    }
    put_yuv444(id.all.xy, image_block(id.here.xy));
}

@compute @workgroup_size(32, 4)
fn image_yuv444_ten(id: Invocation) {
    fill(id.group.xy, id.index);
    workgroupBarrier();
    if outside(id.all.xy) {
        return;
    }
    put_yuv444_ten(id.all.xy, image_block(id.here.xy));
}

@compute @workgroup_size(32, 4)
fn buffer_nv12(@builtin(global_invocation_id) id: vec3<u32>) {
    if outside(id.xy) {
        return;
    }
    put_nv12(id.xy, buffer_block(id.xy));
}

@compute @workgroup_size(32, 4)
fn buffer_p010(@builtin(global_invocation_id) id: vec3<u32>) {
    if outside(id.xy) {
        return;
    }
    put_p010(id.xy, buffer_block(id.xy));
}

@compute @workgroup_size(32, 4)
fn buffer_yuv444(@builtin(global_invocation_id) id: vec3<u32>) {
    if outside(id.xy) {
        return;
    }
    put_yuv444(id.xy, buffer_block(id.xy));
}

@compute @workgroup_size(32, 4)
fn buffer_yuv444_ten(@builtin(global_invocation_id) id: vec3<u32>) {
    if outside(id.xy) {
        return;
    }
    put_yuv444_ten(id.xy, buffer_block(id.xy));
}
