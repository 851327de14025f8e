import type { KeyboardEvent } from 'react'
import type { FaultStage } from '@/lib/live/events'

interface BoardColumn {
  readonly stage: FaultStage
  readonly faults: readonly { readonly id: string }[]
}

/** Where a step from a card leads: within its column, or to the same height in the next one that has cards. Null: nowhere. */
export function nextCard(
  columns: readonly BoardColumn[],
  id: string,
  step: 'up' | 'down' | 'left' | 'right',
): string | null {
  const at = columns.findIndex(({ faults }) => faults.some((fault) => fault.id === id))
  const column = columns[at]
  if (column === undefined) return null
  const row = column.faults.findIndex((fault) => fault.id === id)
  if (step === 'up' || step === 'down') return column.faults[row + (step === 'down' ? 1 : -1)]?.id ?? null
  const beside = step === 'right' ? columns.slice(at + 1) : columns.slice(0, at).reverse()
  const next = beside.find(({ faults }) => faults.length > 0)?.faults
  return next?.[Math.min(row, next.length - 1)]?.id ?? null
}

const STEPS: Readonly<Record<string, 'up' | 'down' | 'left' | 'right'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  k: 'up',
  j: 'down',
  h: 'left',
  l: 'right',
}

/** Arrows (and h j k l) move between cards; with Shift, left and right move the card itself to the stage beside. */
export function stepOnBoard(
  event: KeyboardEvent<HTMLElement>,
  columns: readonly BoardColumn[],
  onMove: ((id: string, stage: FaultStage) => void) | null,
): void {
  const step = STEPS[event.key]
  const id = (event.target as HTMLElement).closest<HTMLElement>('[data-row-id]')?.dataset.rowId
  if (step === undefined || id === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  if (event.shiftKey) {
    const at = columns.findIndex(({ faults }) => faults.some((fault) => fault.id === id))
    const beside = columns[at + (step === 'right' ? 1 : step === 'left' ? -1 : 0)]
    if (onMove && beside && beside !== columns[at]) onMove(id, beside.stage)
    return
  }
  const next = nextCard(columns, id, step)
  if (next !== null) event.currentTarget.querySelector<HTMLElement>(`[data-row-id="${next}"] [data-row-focus]`)?.focus()
}
