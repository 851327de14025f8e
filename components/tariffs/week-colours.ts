/** What stands for the base and each level of a week; letters besides, for who cannot tell the colours apart. */
const COLOURS = [
  'var(--chart-1)',
  'var(--chart-3)',
  'var(--chart-2)',
  'var(--chart-4)',
  'var(--faulted)',
  'var(--offline)',
]

export const levelColour = (level: number): string =>
  level === 0
    ? 'var(--muted)'
    : `color-mix(in oklab, ${COLOURS[(level - 1) % COLOURS.length]} ${level > COLOURS.length ? 55 : 35}%, var(--card))`

/** A is the base. */
export const levelLetter = (level: number): string => String.fromCharCode(65 + (level % 26))
