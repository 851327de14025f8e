'use client'

import { Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import {
  type DraftConditions,
  type DraftPart,
  type DraftPrices,
  NEW_PRICE,
  NO_CONDITIONS,
  NO_PRICES,
  type TariffDraft,
} from '@/lib/tariffs/draft/draft'
import { conditionsInWords } from './draft-words'
import { newId } from './new-id'
import { Section } from './section'
import { SpecialPart } from './special-part'

/** What people mostly want; each can be changed into any other. */
const KINDS: readonly { kind: string; conditions: Partial<DraftConditions>; price: 'energy' | 'flat' | 'idle' }[] = [
  { kind: 'firstKwh', conditions: { maxKwh: '10' }, price: 'energy' },
  { kind: 'afterKwh', conditions: { minKwh: '20' }, price: 'energy' },
  { kind: 'afterTime', conditions: { minDuration: '120' }, price: 'energy' },
  { kind: 'idleByDay', conditions: { startTime: '08:00', endTime: '22:00' }, price: 'idle' },
  { kind: 'power', conditions: { minPowerKw: '50' }, price: 'energy' },
  { kind: 'dates', conditions: {}, price: 'energy' },
  { kind: 'reserved', conditions: { reservation: 'reserved' }, price: 'flat' },
  { kind: 'expired', conditions: { reservation: 'expired' }, price: 'flat' },
]

interface SpecialsSectionProps {
  draft: TariffDraft
  onChange: (change: Partial<TariffDraft>) => void
  inWords: (prices: DraftPrices) => string
}

/** Parts with conditions that no week can show, the first first; and what is never met, for as long as it is kept. */
export function SpecialsSection({ draft, onChange, inWords }: SpecialsSectionProps) {
  const t = useTranslations('tariffEditor')
  const locale = useLocale()
  const [added, setAdded] = useState<string | null>(null)
  const { specials, unused } = draft
  const set = (next: readonly DraftPart[]) => onChange({ specials: next })
  const add = ({ conditions, price }: (typeof KINDS)[number]) => {
    const id = newId('part')
    set([
      ...specials,
      { id, prices: { ...NO_PRICES, [price]: NEW_PRICE }, conditions: { ...NO_CONDITIONS, ...conditions } },
    ])
    setAdded(id)
  }
  const move = (from: number, to: number) => {
    const next = [...specials]
    next.splice(to, 0, ...next.splice(from, 1))
    set(next)
  }
  return (
    <Section
      title={t('specials.title')}
      text={t(specials.length > 1 ? 'specials.ordered' : 'specials.text')}
      actions={
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="outline">
              <Plus aria-hidden />
              {t('specials.add')}
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {KINDS.map((kind) => (
              <DropdownMenuItem key={kind.kind} onSelect={() => add(kind)}>
                {t(`specials.kind.${kind.kind as 'power'}`)}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      }
    >
      {(specials.length > 0 || unused.length > 0) && (
        <>
          {specials.map((part, index) => (
            <SpecialPart
              key={part.id}
              part={part}
              when={conditionsInWords(draft, part, locale)}
              costs={inWords(part.prices)}
              startsOpen={part.id === added}
              onChange={(next) => set(specials.map((one) => (one.id === part.id ? next : one)))}
              onRemove={() => set(specials.filter(({ id }) => id !== part.id))}
              onUp={index > 0 ? () => move(index, index - 1) : undefined}
              onDown={index < specials.length - 1 ? () => move(index, index + 1) : undefined}
            />
          ))}
          {unused.length > 0 && (
            <div className="grid gap-2">
              <p className="text-pretty text-status-attention text-xs">{t('specials.unused')}</p>
              {unused.map((part) => (
                <SpecialPart
                  key={part.id}
                  part={part}
                  when={conditionsInWords(draft, part, locale)}
                  costs={inWords(part.prices)}
                  startsOpen={false}
                  onChange={(next) => onChange({ unused: unused.map((one) => (one.id === part.id ? next : one)) })}
                  onRemove={() => onChange({ unused: unused.filter(({ id }) => id !== part.id) })}
                />
              ))}
            </div>
          )}
        </>
      )}
    </Section>
  )
}
