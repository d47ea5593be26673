//! The border to the browser: one import, two exports, and a memory between them.
//!
//! The page asks for room for a text, writes it, and says what happened; the answer comes as one call of [`carry_out`]. Nothing
//! here decides, nothing allocates, and nothing but the state outlives a message.
#![expect(unsafe_code, reason = "memory that the page writes, and the one state of the page")]
#![expect(unreachable_pub, reason = "exports")]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size, unreachable};
use core::cell::UnsafeCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::asked::Asked;
use crate::machine::{Effects, Event, State, advance};
use crate::set::Set;
use crate::signals::{Signals, Surroundings};
use crate::text::cut;

const MEMORY_PAGE: usize = 65_536;

#[wasm_bindgen(raw_module = "helder-effects")]
extern "C" {
    /// Notes what to do in the page: see `Effects`; the lines by their place and length.
    fn carry_out(stop: u32, at: u32, length: u32, report: bool, load: u32, show: u32, reload: bool);
}

/// What has happened so far, and room for what is to happen.
struct Page {
    state: State,
    effects: Effects,
}

struct Cell(UnsafeCell<Page>);

// SAFETY: a page has one thread, and `hear` is not called while it runs, since `carry_out` only notes.
unsafe impl Sync for Cell {}

static PAGE: Cell = Cell(UnsafeCell::new(Page { state: State::NEW, effects: Effects::NONE }));

unsafe extern "C" {
    /// The first byte behind the stack and the constants; the linker puts it there.
    static __heap_base: u8;
}

/// Returns where the page may write a text of that length, over the one before. Where the browser gives no more memory,
/// everything ends here, and nothing loads.
#[wasm_bindgen]
pub fn room(length: usize) -> usize {
    let base = (&raw const __heap_base) as usize;
    let more = (base + length).saturating_sub(memory_size(0) * MEMORY_PAGE).div_ceil(MEMORY_PAGE);
    if memory_grow(0, more) == usize::MAX {
        unreachable();
    }
    base
}

/// Takes a step. The text is the policy, a byte of zero, and what `Surroundings` reads. The event 0 is a look, 1 a choice, 2 once,
/// 3 erase.
#[wasm_bindgen]
pub fn hear(length: usize, now: u32, storage: bool, gpc: bool, event: u32, grant: u32, refuse: u32) {
    // SAFETY: `room` made sure that there is memory for as many bytes behind this place, where nothing else is.
    let mut text = unsafe { core::slice::from_raw_parts(&raw const __heap_base, length) };
    // SAFETY: see `Cell`.
    let Page { state, effects } = unsafe { &mut *PAGE.0.get() };
    let Some(asked) = Asked::read(cut(&mut text, 0)) else { return };
    let around = Surroundings::read(text, now, Signals { gpc, storage });
    let (grant, refuse) = (Set(grant), Set(refuse));
    let event = match event {
        0 => Event::Look,
        1 => Event::Choose { grant, refuse },
        2 => Event::Once(grant),
        _ => Event::Erase,
    };
    *effects = Effects::NONE;
    advance(&asked, state, effects, event, &around);
    let lines = effects.lines.finished();
    carry_out(
        effects.stop.0,
        lines.as_ptr() as u32,
        lines.len() as u32,
        effects.report,
        effects.load.0,
        effects.show.0,
        effects.reload,
    );
}

/// The glue's library wants to know how to allocate; what is used of it never does.
struct Nothing;

#[global_allocator]
static NOTHING: Nothing = Nothing;

// SAFETY: no memory is given out.
unsafe impl GlobalAlloc for Nothing {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    unreachable()
}
