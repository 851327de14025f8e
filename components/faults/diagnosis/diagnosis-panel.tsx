'use client'

import type { Diagnosis } from '@/lib/faults/queries/get-diagnosis'
import { CostCard } from './cost-card'
import { EarlierFaults } from './earlier-faults'
import { Evidence } from './evidence'
import { LikelyCauses } from './likely-causes'
import { MeaningCard } from './meaning-card'
import { WhatToDo } from './what-to-do'

/** What is known of a fault: what it means, why, what to do, what has been seen, and what it costs. */
export function DiagnosisPanel({ diagnosis }: { diagnosis: Diagnosis }) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(16rem,1fr)]">
        <MeaningCard guide={diagnosis.guide} />
        <CostCard cost={diagnosis.cost} isOver={diagnosis.closedAt !== null} />
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <LikelyCauses diagnosis={diagnosis} />
        <WhatToDo diagnosis={diagnosis} />
      </div>
      <Evidence diagnosis={diagnosis} />
      <EarlierFaults diagnosis={diagnosis} />
    </div>
  )
}
