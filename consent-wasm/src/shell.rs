//! The border to the browser: one import, two exports, and the memory that both sides use.
//!
//! The page asks for room for a text, writes the text, and sends an event. The answer is one call of [`carry_out`]. Nothing here
//! decides, nothing allocates, and only the state is kept between events.
#![expect(unsafe_code, reason = "memory that the page writes, and the one state of the page")]
#![expect(unreachable_pub, reason = "exports")]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size, unreachable};
use core::cell::UnsafeCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::asked::Asked;
use crate::machine::{Effects, Event, State, advance};
use crate::set::Set;
use crate::signals::{Environment, Signals};
use crate::text::cut;

const MEMORY_PAGE: usize = 65_536;

#[wasm_bindgen(raw_module = "helder-effects")]
extern "C" {
    /// Tells the page what to do: see `Effects`. The lines are given by their position in the memory and their length.
    fn carry_out(stop: u32, at: u32, length: u32, report: bool, load: u32, show: u32, reload: bool);
}

/// The state of the page, and room for the effects of the next step.
struct Page {
    state: State,
    effects: Effects,
}

struct Cell(UnsafeCell<Page>);

// SAFETY: a page has one thread, and `step` is not called while it runs, because `carry_out` only takes notes.
unsafe impl Sync for Cell {}

static PAGE: Cell = Cell(UnsafeCell::new(Page { state: State::NEW, effects: Effects::NONE }));

unsafe extern "C" {
    /// The first byte after the stack and the constants. The linker defines it.
    static __heap_base: u8;
}

/// Returns where the page may write a text of this length, in the place of the one before. If the browser gives no more memory,
/// the module ends here, and nothing loads.
#[wasm_bindgen]
pub fn room(length: usize) -> usize {
    let base = (&raw const __heap_base) as usize;
    let more = (base + length).saturating_sub(memory_size(0) * MEMORY_PAGE).div_ceil(MEMORY_PAGE);
    if memory_grow(0, more) == usize::MAX {
        unreachable();
    }
    base
}

/// Takes a step. The text is the policy, a zero byte, and what `Environment` reads. The events are 0 for a look, 1 for a choice, 2
/// for once, 3 for erase.
#[wasm_bindgen]
pub fn step(length: usize, now: u32, storage: bool, gpc: bool, event: u32, grant: u32, refuse: u32) {
    // SAFETY: `room` made sure that the memory has this many bytes from here on, and nothing else uses them.
    let mut text = unsafe { core::slice::from_raw_parts(&raw const __heap_base, length) };
    // SAFETY: see `Cell`.
    let Page { state, effects } = unsafe { &mut *PAGE.0.get() };
    let Some(asked) = Asked::read(cut(&mut text, 0)) else { return };
    let environment = Environment::read(text, now, Signals { gpc, storage });
    let (grant, refuse) = (Set(grant), Set(refuse));
    let event = match event {
        0 => Event::Look,
        1 => Event::Choose { grant, refuse },
        2 => Event::Once(grant),
        _ => Event::Erase,
    };
    *effects = Effects::NONE;
    advance(&asked, state, effects, event, &environment);
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

/// The library of the glue requires an allocator. The parts of it that are used never allocate.
struct Nothing;

#[global_allocator]
static NOTHING: Nothing = Nothing;

// SAFETY: it gives out no memory.
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
