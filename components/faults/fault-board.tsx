'use client'

import { useTranslations } from 'next-intl'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { FAULT_STAGES, type FaultStage } from '@/lib/live/events'
import { BoardCard } from './board-card'
import { StageIcon } from './fault-marks'
import type { ListedFault } from './listed-fault'
import { stepOnBoard } from './step-on-board'

interface FaultBoardProps {
  /** In the order they stand in their columns. */
  faults: readonly ListedFault[]
  currency: string
  /** Null: who may only look. */
  onMove: ((id: string, stage: FaultStage) => void) | null
}

const DRAGGED = 'application/x-laddvakt-fault'
/** A column holds what can be read; the rest is one press away. */
const SHOWN = 100

/** Open faults by how far they have come. A card is dragged, or moved by Shift and the arrows. */
export function FaultBoard({ faults, currency, onMove }: FaultBoardProps) {
  const t = useTranslations('faults')
  const [over, setOver] = useState<FaultStage | null>(null)
  const board = useRef<HTMLDivElement>(null)
  // A card that was moved stands in another column once the page has heard of it: the keyboard goes with it.
  const moved = useRef<{ id: string; stage: FaultStage } | null>(null)
  useEffect(() => {
    const { id, stage } = moved.current ?? {}
    if (id === undefined || !faults.some((fault) => fault.id === id && fault.stage === stage)) return
    moved.current = null
    board.current?.querySelector<HTMLElement>(`[data-row-id="${id}"] [data-row-focus]`)?.focus()
  }, [faults])
  const moveByKey =
    onMove &&
    ((id: string, stage: FaultStage) => {
      moved.current = { id, stage }
      onMove(id, stage)
    })
  const columns = FAULT_STAGES.map((stage) => ({ stage, faults: faults.filter((fault) => fault.stage === stage) }))
  const drop = (stage: FaultStage) => (event: DragEvent) => {
    setOver(null)
    const id = event.dataTransfer.getData(DRAGGED)
    if (id === '' || onMove === null) return
    event.preventDefault()
    onMove(id, stage)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside take the focus; keys bubble from them
    <div
      ref={board}
      className="grid auto-cols-[minmax(13.5rem,1fr)] grid-flow-col gap-3 overflow-x-auto pb-2"
      onKeyDown={(event) => stepOnBoard(event, columns, moveByKey)}
    >
      {columns.map(({ stage, faults: held }) => (
        <section
          key={stage}
          aria-label={t(`stage.${stage}`)}
          className={cn('flex min-h-64 flex-col rounded-lg border bg-muted/40', over === stage && 'ring-2 ring-ring')}
          onDragOver={(event) => {
            if (onMove === null || !event.dataTransfer.types.includes(DRAGGED)) return
            event.preventDefault()
            if (over !== stage) setOver(stage)
          }}
          onDragLeave={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null)
          }}
          onDrop={drop(stage)}
        >
          <header className="flex items-center gap-2 px-3 pt-2.5 pb-2" title={t(`stageHelp.${stage}`)}>
            <StageIcon stage={stage} className="text-muted-foreground" />
            <h2 className="font-medium">{t(`stage.${stage}`)}</h2>
            <span className="text-muted-foreground">{held.length}</span>
          </header>
          <ul className="flex max-h-[calc(100dvh-16rem)] flex-col gap-2 overflow-y-auto px-2 pb-2">
            {held.slice(0, SHOWN).map((fault) => (
              <BoardCard
                key={fault.id}
                fault={fault}
                currency={currency}
                // Each column can be reached, and scrolled, by the keyboard alone.
                isTabStop={fault.id === held[0]?.id}
                onDragStart={
                  onMove &&
                  ((event: DragEvent) => {
                    event.dataTransfer.setData(DRAGGED, fault.id)
                    event.dataTransfer.effectAllowed = 'move'
                  })
                }
              />
            ))}
            {held.length > SHOWN && (
              <li className="px-2 py-1 text-muted-foreground text-xs">
                {t('moreCards', { count: held.length - SHOWN })}
              </li>
            )}
          </ul>
        </section>
      ))}
    </div>
  )
}
