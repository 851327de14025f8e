'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { ActDialogs, type AskingAct } from './act-dialogs'
import type { FaultActions, Worker } from './fault-actions'
import type { ListedFault } from './listed-fault'
import type { FaultKey } from './use-fault-keys'

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

  const act = (what: FaultKey, ids: readonly string[]) => {
    if (actions === null || ids.length === 0) return
    if (isAsking(what)) setOpen({ act: what, ids })
    if (what === 'acknowledge') void run(actions.acknowledge, { ids: [...ids] }, t('acknowledged')).then(onDone)
    if (what === 'mine' && me !== null)
      void run(actions.assign, { ids: [...ids], assigneeId: me }, t('assign.done')).then(onDone)
  }
  const dialog: ReactNode = open && actions && (
    <ActDialogs
      act={open.act}
      faults={faults.filter(({ id }) => open.ids.includes(id))}
      others={faults}
      workers={workers}
      actions={actions}
      onClose={() => {
        setOpen(null)
        onDone?.()
      }}
    />
  )
  return { act, dialog, pending }
}
