'use client'

import { Pencil } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Ago } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { OwnTokenInput } from '@/lib/tokens/mutations/own-tokens'
import { CardForm } from './card-form'

export interface ShownCard {
  readonly id: string
  readonly value: string
  readonly name: string
  readonly active: boolean
  readonly driverId: string | null
  readonly driver: string | null
  readonly vehicleId: string | null
  readonly vehicle: string | null
  readonly costCentreId: string | null
  readonly costCentre: string | null
  readonly sessions: number
  readonly lastUsedAt: string | null
}

export type CardChoices = Readonly<
  Record<'driver' | 'vehicle' | 'costCentre', readonly { readonly id: string; readonly name: string }[]>
>

interface CardsTableProps {
  cards: readonly ShownCard[]
  choices: CardChoices
  /** Null for those who may only look. */
  actions: {
    readonly assign: Action<{ id: string; values: OwnTokenInput }>
    readonly block: Action<{ id: string }>
    readonly unblock: Action<{ id: string }>
  } | null
}

/** A fleet's cards: whose each is, and blocking one that is lost. */
export function CardsTable({ cards, choices, actions }: CardsTableProps) {
  const t = useTranslations('myFleet')
  const common = useTranslations('common')
  const locale = useLocale()
  const { act } = useAct()
  const [lost, setLost] = useState<ShownCard | null>(null)
  if (cards.length === 0) {
    return (
      <Card>
        <EmptyState title={t('cards.emptyTitle')} text={t('cards.emptyText')} />
      </Card>
    )
  }
  const nameOf = (card: ShownCard) => card.name || card.value
  return (
    <>
      <TableCard
        title={t('rooms.cards')}
        columns={[
          { label: t('cards.card') },
          { label: t('cards.driver') },
          { label: t('cards.vehicle') },
          { label: t('cards.costCentre') },
          { label: t('cards.sessions'), numeric: true },
          { label: t('cards.lastUsed') },
          { label: t('cards.actions'), hidden: true },
        ]}
      >
        {cards.map((card) => (
          <TableRow key={card.id}>
            <TableCell>
              <span className="font-medium">{nameOf(card)}</span>{' '}
              {!card.active && <Badge variant="faulted">{t('cards.blocked')}</Badge>}
              {card.name && <span className="block font-mono text-muted-foreground text-xs">{card.value}</span>}
            </TableCell>
            <TableCell>{card.driver ?? ABSENT}</TableCell>
            <TableCell>{card.vehicle ?? ABSENT}</TableCell>
            <TableCell>{card.costCentre ?? ABSENT}</TableCell>
            <TableCell numeric>{formatNumber(card.sessions, locale)}</TableCell>
            <TableCell>{card.lastUsedAt === null ? ABSENT : <Ago at={card.lastUsedAt} />}</TableCell>
            <TableCell className="whitespace-nowrap text-right">
              {actions && (
                <>
                  <CardForm
                    trigger={
                      <Button variant="ghost" size="icon-sm" aria-label={t('cards.edit', { name: nameOf(card) })}>
                        <Pencil aria-hidden />
                      </Button>
                    }
                    title={t('cards.edit', { name: nameOf(card) })}
                    card={card}
                    choices={choices}
                    action={(values) => actions.assign({ id: card.id, values })}
                  />
                  <Button
                    variant="ghost"
                    size="sm"
                    onClick={() =>
                      card.active
                        ? setLost(card)
                        : act(actions.unblock, { id: card.id }, t('cards.unblocked', { name: nameOf(card) }))
                    }
                  >
                    {t(card.active ? 'cards.block' : 'cards.unblock')}
                  </Button>
                </>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableCard>
      {lost && actions && (
        <Confirm
          open
          onOpenChange={(open) => !open && setLost(null)}
          title={t('cards.blockTitle', { name: nameOf(lost) })}
          description={t('cards.blockText')}
          confirmLabel={t('cards.block')}
          cancelLabel={common('cancel')}
          destructive
          onConfirm={() => act(actions.block, { id: lost.id }, t('cards.blockedDone', { name: nameOf(lost) }))}
        />
      )}
    </>
  )
}
