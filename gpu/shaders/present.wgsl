// Shows a decoded picture, and the overlay above it. A rectangle fills the viewport, which is
// where on the screen the image goes; `at` runs from its upper left corner to its lower right.

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) at: vec2<f32>,
}

// What each plane's sample, and a constant, add to a colour.
struct Coefficients {
    red: vec4<f32>,
    green: vec4<f32>,
    blue: vec4<f32>,
}

var<immediate> coefficients: Coefficients;

@group(0) @binding(0) var linear: sampler;
@group(0) @binding(1) var plane_y: texture_2d<f32>;
@group(0) @binding(2) var plane_u: texture_2d<f32>;
@group(0) @binding(3) var plane_v: texture_2d<f32>;
@group(0) @binding(4) var overlay: texture_2d<f32>;

// Corners 0 to 3 of a triangle strip.
@vertex
fn corner(@builtin(vertex_index) index: u32) -> Corner {
    let at = vec2<f32>(f32(index & 1u), f32(index >> 1u));
    return Corner(vec4<f32>(at * 2.0 - 1.0, 0.0, 1.0), at);
}

fn colour(y: f32, u: f32, v: f32) -> vec4<f32> {
    let sample = vec4<f32>(y, u, v, 1.0);
    let red = dot(coefficients.red, sample);
    let green = dot(coefficients.green, sample);
    let blue = dot(coefficients.blue, sample);
    return vec4<f32>(red, green, blue, 1.0);
}

@fragment
fn planes(corner: Corner) -> @location(0) vec4<f32> {
    let y = textureSample(plane_y, linear, corner.at).r;
    let u = textureSample(plane_u, linear, corner.at).r;
    let v = textureSample(plane_v, linear, corner.at).r;
    return colour(y, u, v);
}

// Both kinds of chroma are in the second plane.
@fragment
fn pairs(corner: Corner) -> @location(0) vec4<f32> {
    let y = textureSample(plane_y, linear, corner.at).r;
    let chroma = textureSample(plane_u, linear, corner.at).rg;
    return colour(y, chroma.r, chroma.g);
}

// Its pixels are never blended with each other; alpha is multiplied in already.
@fragment
fn text(corner: Corner) -> @location(0) vec4<f32> {
    let size = vec2<f32>(textureDimensions(overlay));
    return textureLoad(overlay, vec2<i32>(corner.at * size), 0);
}
