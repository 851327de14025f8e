/** What the bundled map is drawn with, in its first picture and after. */
export const PAPER = {
  light: { sea: '#eef1f4', land: '#fbfbfa', border: '#d5d7db', shore: '#d9dde2' },
  dark: { sea: '#0b0d10', land: '#17181b', border: '#2d2f35', shore: '#26292e' },
} as const
export type Theme = keyof typeof PAPER
