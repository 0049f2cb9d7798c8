/** A group of fewer says what one buyer or merchant did: its numbers are withheld. */
export const GROUP_MIN = 5;
