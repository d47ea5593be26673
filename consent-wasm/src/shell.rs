//! The border to the browser: one import, two exports, and a memory between them.
//!
//! The page asks for room for a text, writes it, and says what happened; the answer comes as one call of [`carry_out`]. Nothing
//! here decides, and nothing allocates.
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

const PAGE: usize = 65_536;

#[wasm_bindgen(raw_module = "helder-effects")]
extern "C" {
    /// Notes what to do in the page: see `Effects`; the lines by their place and length.
    fn carry_out(stop: u32, at: u32, length: u32, report: bool, load: u32, show: u32, reload: bool);
}

/// What outlives a message.
struct Page {
    /// Where texts are written: behind all that the module had at first, and behind the policy once there is one.
    room: usize,
    asked: Option<Asked<'static>>,
    state: State,
    effects: Effects,
}

struct Cell(UnsafeCell<Page>);

// SAFETY: a page has one thread, and nothing here is called while it runs, since `carry_out` only notes.
unsafe impl Sync for Cell {}

static PAGE_CELL: Cell =
    Cell(UnsafeCell::new(Page { room: 0, asked: None, state: State::NEW, effects: Effects::NONE }));

/// Returns where the page may write a text of that length, over the one before. Where the browser gives no more memory,
/// everything ends here, and nothing loads.
#[wasm_bindgen]
pub fn room(length: usize) -> usize {
    // SAFETY: see `Cell`.
    let page = unsafe { &mut *PAGE_CELL.0.get() };
    let end = memory_size(0) * PAGE;
    if page.room == 0 {
        page.room = end;
    }
    let more = (page.room + length).saturating_sub(end).div_ceil(PAGE);
    if memory_grow(0, more) == usize::MAX {
        unreachable();
    }
    page.room
}

/// Reads a policy.
#[wasm_bindgen]
pub fn ask(length: usize) -> bool {
    // SAFETY: see `Cell`.
    let page = unsafe { &mut *PAGE_CELL.0.get() };
    page.asked = Asked::read(text(page.room, length));
    page.room += length;
    page.asked.is_some()
}

/// Takes a step: 0 is a look, 1 a choice, 2 once, 3 erase.
#[wasm_bindgen]
pub fn hear(length: usize, now: u32, storage: bool, gpc: bool, event: u32, grant: u32, refuse: u32) {
    // SAFETY: see `Cell`.
    let Page { room, asked: Some(asked), state, effects } = (unsafe { &mut *PAGE_CELL.0.get() }) else { return };
    let (around, [id, how]) = Surroundings::read(text(*room, length), now, Signals { gpc, storage });
    let (grant, refuse) = (Set(grant), Set(refuse));
    let event = match event {
        0 => Event::Look,
        1 => Event::Choose { id, how, grant, refuse },
        2 => Event::Once(grant),
        _ => Event::Erase,
    };
    *effects = Effects::NONE;
    advance(asked, state, effects, event, &around);
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

/// Returns the text that the page has written.
fn text(room: usize, length: usize) -> &'static [u8] {
    // SAFETY: `room` made sure that there is memory for as many bytes. A policy stays where it is, since `ask` moves the room behind
    // it; what is read of a message is gone before the next one is written.
    unsafe { core::slice::from_raw_parts(room as *const u8, length) }
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
