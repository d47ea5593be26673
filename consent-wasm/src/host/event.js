// The events that the decision knows, by the numbers that ../shell.rs reads.

export const LOOK = 0, CHOICE = 1, ONCE = 2, ERASE = 3;
