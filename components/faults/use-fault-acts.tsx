'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { ActDialogs, type AskingAct } from './act-dialogs'
import type { FaultActions, Worker } from './fault-actions'
import type { ListedFault } from './listed-fault'
import { type FaultKey, focusedRowId } from './use-fault-keys'

interface FaultActsOptions {
  /** What can be acted on, and merged into. */
  faults: readonly ListedFault[]
  workers: readonly Worker[]
  /** The reader; null: an act of theirs alone makes no sense. */
  me: string | null
  /** Null: who may only look. */
  actions: FaultActions | null
  onDone?: () => void
}

const ASKING: readonly FaultKey[] = ['assign', 'stage', 'due', 'promise', 'comment', 'merge', 'close']
const isAsking = (act: FaultKey): act is AskingAct => ASKING.includes(act)

/** Every act on faults, for the list, the board and the fault's own page alike: at once, or by a dialog that asks for more. */
export function useFaultActs({ faults, workers, me, actions, onDone }: FaultActsOptions) {
  const t = useTranslations('faults')
  const { act: run, pending } = useAct()
  const [open, setOpen] = useState<{ act: AskingAct; ids: readonly string[] } | null>(null)

  // A dialog whose field takes the focus before the dialog looks where it was gives it back to nothing: the row gets it again.
  const rowBefore = useRef<string | null>(null)
  useEffect(() => {
    if (open !== null || rowBefore.current === null) return
    const row = document.querySelector<HTMLElement>(`[data-row-id="${rowBefore.current}"] [data-row-focus]`)
    rowBefore.current = null
    if (document.activeElement === null || document.activeElement === document.body) row?.focus()
  }, [open])

  // What was given up, or refused, stays ticked: nobody picks twenty faults twice.
  const finish = (isDone: boolean) => isDone && onDone?.()
  const act = (what: FaultKey, ids: readonly string[]) => {
    if (actions === null || ids.length === 0) return
    if (isAsking(what)) {
      rowBefore.current = focusedRowId()
      setOpen({ act: what, ids })
    }
    if (what === 'acknowledge') void run(actions.acknowledge, { ids: [...ids] }, t('acknowledged')).then(finish)
    if (what === 'mine' && me !== null)
      void run(actions.assign, { ids: [...ids], assigneeId: me }, t('assign.done')).then(finish)
  }
  const dialog: ReactNode = open && actions && (
    <ActDialogs
      act={open.act}
      faults={faults.filter(({ id }) => open.ids.includes(id))}
      others={faults}
      workers={workers}
      actions={actions}
      onClose={() => setOpen(null)}
      onDone={() => onDone?.()}
    />
  )
  return { act, dialog, pending }
}
