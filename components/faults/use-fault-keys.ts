import { useEffect, useRef } from 'react'

/** Single keys that act on faults; the letters are the same in every language, as in mail and code. */
export const FAULT_KEYS = {
  x: 'select',
  e: 'acknowledge',
  i: 'mine',
  a: 'assign',
  s: 'stage',
  p: 'promise',
  d: 'due',
  c: 'comment',
  m: 'merge',
  r: 'close',
  b: 'layout',
  '?': 'help',
} as const
export type FaultKey = (typeof FAULT_KEYS)[keyof typeof FAULT_KEYS]

/** The row or card the keyboard is on. */
export const focusedRowId = (): string | null =>
  document.activeElement?.closest<HTMLElement>('[data-row-id]')?.dataset.rowId ?? null

/** Hears keys wherever the reader is on the page, but not while they write or a dialog is open. */
export function useFaultKeys(onKey: (act: FaultKey) => void): void {
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      if (event.key === '/') {
        event.preventDefault()
        document.querySelector<HTMLInputElement>('main input[type=search]')?.focus()
        return
      }
      // With nothing held yet, the first step is onto the list.
      if ((event.key === 'j' || event.key === 'k') && focusedRowId() === null) {
        event.preventDefault()
        document.querySelector<HTMLElement>('[data-row-id] [data-row-focus][tabindex="0"]')?.focus()
        return
      }
      const act = FAULT_KEYS[event.key as keyof typeof FAULT_KEYS]
      if (act === undefined) return
      event.preventDefault()
      latest.current(act)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}

const isBusy = (target: EventTarget | null): boolean =>
  document.querySelector('[role=dialog],[role=menu],[role=alertdialog]') !== null ||
  (target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]),textarea,select,[contenteditable=true]') !== null)
