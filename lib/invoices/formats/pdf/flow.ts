import { PAGE, type Sheet, type Tag } from './sheet'

/** Where on the pages the next thing goes, and what a new page begins with. */
export interface Flow {
  readonly sheet: Sheet
  readonly root: Tag
  y: number
  /** Begins a page: draws its heading and gives where the contents begin. */
  readonly turn: () => number
}

export const roomLeft = (flow: Flow): number => PAGE.height - PAGE.bottom - flow.y

/** Begins a new page unless there is room. @returns whether it did */
export function keepTogether(flow: Flow, height: number): boolean {
  if (roomLeft(flow) >= height) return false
  turnPage(flow)
  return true
}

export function turnPage(flow: Flow): void {
  flow.sheet.addPage()
  flow.y = flow.turn()
}
