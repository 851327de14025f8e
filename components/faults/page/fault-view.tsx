'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { WhenStale } from '@/components/live/stale'
import type { FaultActions, Worker } from '../fault-actions'
import { KeyHelp } from '../key-help'
import type { ListedFault } from '../listed-fault'
import { useFaultActs } from '../use-fault-acts'
import { type FaultKey, useFaultKeys } from '../use-fault-keys'
import { FaultFacts } from './fault-facts'
import { FaultHeader } from './fault-header'
import { MergedCard } from './merged-card'
import { PeopleCard } from './people-card'
import { PromiseCard } from './promise-card'
import type { ShownEntry, ShownFault } from './shown-fault'
import { StoryCard } from './story-card'
import { useShownFault } from './use-shown-fault'

interface FaultViewProps {
  fault: ShownFault
  entries: readonly ShownEntry[]
  /** Open ones it could be merged into. */
  others: readonly ListedFault[]
  workers: readonly Worker[]
  me: string | null
  /** Null: who may only look. */
  actions: FaultActions | null
  /** What is likely wrong, and the evidence. */
  diagnosis: ReactNode
  /** What self-recovery does. */
  playbook: ReactNode
  /** Jobs on the spot. */
  dispatch: ReactNode
}

const KEYS: readonly FaultKey[] = [
  'acknowledge',
  'mine',
  'assign',
  'stage',
  'promise',
  'due',
  'comment',
  'merge',
  'close',
  'help',
]

/** One fault: what it is, what to do about it, who does it, when it works again, and everything that has happened. */
export function FaultView({ fault: read, entries, others, workers, me, actions, ...slots }: FaultViewProps) {
  const t = useTranslations('faults.page')
  const fault = useShownFault(read)
  const { act, dialog, pending } = useFaultActs({ faults: [fault, ...others], workers, me, actions })
  const [helps, setHelps] = useState(false)
  const run = (key: FaultKey) => act(key, [fault.id])
  useFaultKeys((key) => {
    if (key === 'help') setHelps(true)
    else if (key === 'comment') document.querySelector<HTMLTextAreaElement>('#fault-story textarea')?.focus()
    else if (fault.closedAt === null) run(key)
  })
  return (
    <div className="flex w-full flex-col gap-4 p-4 md:px-6 md:py-5">
      <WhenStale className="flex flex-col gap-4">
        <FaultHeader
          fault={fault}
          pending={pending}
          onAct={actions && fault.closedAt === null ? run : null}
          onHelp={() => setHelps(true)}
        />
        {/* On a phone people and promises come right after the figures, before all there is to read. */}
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
          <FaultFacts fault={fault} />
          <aside className="flex min-w-0 flex-col gap-4 lg:row-span-2" aria-label={t('people')}>
            <PromiseCard fault={fault} onAct={actions && fault.closedAt === null ? run : null} />
            <PeopleCard fault={fault} onAct={actions && fault.closedAt === null ? run : null} />
            <Slot>{slots.dispatch}</Slot>
            {fault.merged.length > 0 && <MergedCard merged={fault.merged} split={actions?.split ?? null} />}
            <StoryCard fault={fault} entries={entries} workers={workers} actions={actions} />
          </aside>
          <div className="flex min-w-0 flex-col gap-4">
            <Slot>{slots.playbook}</Slot>
            <Slot>{slots.diagnosis}</Slot>
          </div>
        </div>
      </WhenStale>
      {dialog}
      {helps && <KeyHelp acts={actions === null ? ['help'] : KEYS} onClose={() => setHelps(false)} />}
    </div>
  )
}

/** What the server has drawn is the one child of its parent: React asks for keys where it stands in a row with others. */
const Slot = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-col gap-4 empty:hidden">{children}</div>
)
