//! The calls of OpenGL ES 3.1 that are used, found at run time.
//!
//! Source of names, types and numbers: the Khronos registry, `gl.xml`. OpenGL 4.5 has the same.

use std::ffi::{c_char, c_void};
use std::mem::transmute;

/// Numbers of OpenGL.
pub(super) mod is {
    pub const TEXTURE_2D: u32 = 0x0DE1;
    pub const TEXTURE0: u32 = 0x84C0;
    pub const TEXTURE_MIN_FILTER: u32 = 0x2801;
    pub const TEXTURE_MAG_FILTER: u32 = 0x2800;
    pub const TEXTURE_SWIZZLE_R: u32 = 0x8E42;
    pub const TEXTURE_SWIZZLE_B: u32 = 0x8E44;
    pub const NEAREST: i32 = 0x2600;
    pub const RED: i32 = 0x1903;
    pub const BLUE: i32 = 0x1905;
    pub const RGBA: u32 = 0x1908;
    pub const RGBA8: u32 = 0x8058;
    pub const RGB10_A2: u32 = 0x8059;
    pub const UNSIGNED_BYTE: u32 = 0x1401;
    pub const UNSIGNED_INT_2_10_10_10_REV: u32 = 0x8368;
    pub const UNPACK_ROW_LENGTH: u32 = 0x0CF2;
    pub const SHADER_STORAGE_BUFFER: u32 = 0x90D2;
    pub const UNIFORM_BUFFER: u32 = 0x8A11;
    pub const STATIC_DRAW: u32 = 0x88E4;
    pub const STREAM_READ: u32 = 0x88E1;
    pub const MAP_READ_BIT: u32 = 0x0001;
    pub const COMPUTE_SHADER: u32 = 0x91B9;
    pub const COMPILE_STATUS: u32 = 0x8B81;
    pub const LINK_STATUS: u32 = 0x8B82;
    pub const ALL_BARRIER_BITS: u32 = 0xFFFF_FFFF;
    pub const SYNC_GPU_COMMANDS_COMPLETE: u32 = 0x9117;
    pub const SYNC_FLUSH_COMMANDS_BIT: u32 = 0x0001;
    pub const ALREADY_SIGNALED: u32 = 0x911A;
    pub const CONDITION_SATISFIED: u32 = 0x911C;
    pub const MAX_TEXTURE_SIZE: u32 = 0x0D33;
    pub const MAX_SHADER_STORAGE_BLOCK_SIZE: u32 = 0x90DE;
    pub const RENDERER: u32 = 0x1F01;
    pub const VERSION: u32 = 0x1F02;
}

/// A fence of the GPU.
pub(super) type Fence = *mut c_void;

macro_rules! functions {
    ($($field:ident = $name:literal ($($arg:ty),*) $(-> $answer:ty)?;)*) => {
        /// The table.
        pub(super) struct Gl {
            $(pub $field: unsafe extern "system" fn($($arg),*) $(-> $answer)?,)*
            /// Makes a texture of an image; an extension.
            pub image_to_texture: Option<unsafe extern "system" fn(u32, *mut c_void)>,
        }

        impl Gl {
            /// Looks all of them up.
            ///
            /// # Errors
            /// The name of one that is not there.
            ///
            /// # Safety
            /// What `find` returns for a name is OpenGL's function of that name.
            pub unsafe fn load(
                find: impl Fn(&str) -> Option<extern "system" fn()>,
            ) -> Result<Gl, &'static str> {
                Ok(Gl {
                    $($field: {
                        let found = find($name).ok_or($name)?;
                        // SAFETY: it is the function of this name, whose types these are.
                        unsafe {
                            transmute::<
                                extern "system" fn(),
                                unsafe extern "system" fn($($arg),*) $(-> $answer)?,
                            >(found)
                        }
                    },)*
                    image_to_texture: find("glEGLImageTargetTexture2DOES").map(|found| {
                        // SAFETY: as above.
                        unsafe {
                            transmute::<
                                extern "system" fn(),
                                unsafe extern "system" fn(u32, *mut c_void),
                            >(found)
                        }
                    }),
                })
            }
        }
    };
}

functions! {
    get_error = "glGetError" () -> u32;
    get_string = "glGetString" (u32) -> *const c_char;
    get_integer = "glGetIntegerv" (u32, *mut i32);
    gen_textures = "glGenTextures" (i32, *mut u32);
    delete_textures = "glDeleteTextures" (i32, *const u32);
    active_texture = "glActiveTexture" (u32);
    bind_texture = "glBindTexture" (u32, u32);
    tex_parameter = "glTexParameteri" (u32, u32, i32);
    tex_storage = "glTexStorage2D" (u32, i32, u32, i32, i32);
    tex_sub_image = "glTexSubImage2D" (u32, i32, i32, i32, i32, i32, u32, u32, *const c_void);
    pixel_store = "glPixelStorei" (u32, i32);
    gen_buffers = "glGenBuffers" (i32, *mut u32);
    delete_buffers = "glDeleteBuffers" (i32, *const u32);
    bind_buffer = "glBindBuffer" (u32, u32);
    bind_buffer_base = "glBindBufferBase" (u32, u32, u32);
    buffer_data = "glBufferData" (u32, isize, *const c_void, u32);
    map_buffer = "glMapBufferRange" (u32, isize, isize, u32) -> *mut c_void;
    unmap_buffer = "glUnmapBuffer" (u32) -> u8;
    create_shader = "glCreateShader" (u32) -> u32;
    shader_source = "glShaderSource" (u32, i32, *const *const c_char, *const i32);
    compile_shader = "glCompileShader" (u32);
    get_shader = "glGetShaderiv" (u32, u32, *mut i32);
    shader_log = "glGetShaderInfoLog" (u32, i32, *mut i32, *mut c_char);
    delete_shader = "glDeleteShader" (u32);
    create_program = "glCreateProgram" () -> u32;
    attach_shader = "glAttachShader" (u32, u32);
    link_program = "glLinkProgram" (u32);
    get_program = "glGetProgramiv" (u32, u32, *mut i32);
    program_log = "glGetProgramInfoLog" (u32, i32, *mut i32, *mut c_char);
    delete_program = "glDeleteProgram" (u32);
    use_program = "glUseProgram" (u32);
    dispatch = "glDispatchCompute" (u32, u32, u32);
    memory_barrier = "glMemoryBarrier" (u32);
    fence = "glFenceSync" (u32, u32) -> Fence;
    client_wait = "glClientWaitSync" (Fence, u32, u64) -> u32;
    delete_fence = "glDeleteSync" (Fence);
    flush = "glFlush" ();
}
