'use client'

import { Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { formatNumber } from '@/components/ui/format-values'
import type { EnergyTerms } from '@/lib/energy-costs/energy-terms'
import { WEEKDAYS } from '@/lib/tariffs/restrictions'
import { EnergyTermsForm, type TermsValues } from './energy-terms-form'
import { useMonthNames, useWeekdayNames } from './use-calendar-names'

interface EnergyTermsCardProps {
  /** The newest first. */
  versions: readonly (EnergyTerms & { readonly note: string })[]
  priceArea: string
  today: string
  siteId: string
  actions: {
    readonly set: Action<{ id: string; terms: TermsValues }>
    readonly remove: Action<{ id: string; validFrom: string }>
  } | null
}

const NEW: TermsValues = {
  validFrom: '',
  supply: 'spot',
  energyPrice: '',
  exchangeRate: '11.50',
  gridFee: '',
  gridTimes: [],
  energyTax: '0.439',
  powerFee: '',
  lossesPercent: '0',
  note: '',
}

/** What a site's electricity costs, version by version. */
export function EnergyTermsCard({ versions, priceArea, today, siteId: id, actions }: EnergyTermsCardProps) {
  const t = useTranslations('margin.terms')
  const common = useTranslations('common')
  const { act } = useAct()
  const [latest] = versions
  const valuesOf = ({ note, ...terms }: EnergyTermsCardProps['versions'][number]): TermsValues => ({
    ...terms,
    note,
    exchangeRate: terms.exchangeRate ?? '',
    powerFee: terms.powerFee ?? '',
    gridTimes: terms.gridTimes.map((time) => ({ ...time, months: [...time.months], days: [...time.days] })),
  })
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        {actions && (
          <EnergyTermsForm
            trigger={
              <Button variant="outline" size="sm">
                <Plus aria-hidden />
                {t('add')}
              </Button>
            }
            title={t('add')}
            values={{ ...(latest ? valuesOf(latest) : NEW), note: '', validFrom: today }}
            action={(terms) => actions.set({ id, terms })}
          />
        )}
      </CardHeader>
      <CardContent className="grid gap-3">
        {versions.length === 0 && <p className="text-muted-foreground">{t('none')}</p>}
        {versions.map((version) => (
          <section key={version.validFrom} className="border-t pt-3 first:border-0 first:pt-0">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="font-medium text-sm">{t('from', { day: version.validFrom })}</h3>
              {actions && (
                <div className="flex gap-1">
                  <EnergyTermsForm
                    trigger={
                      <Button variant="ghost" size="sm">
                        {t('edit')}
                      </Button>
                    }
                    title={t('from', { day: version.validFrom })}
                    values={valuesOf(version)}
                    action={(terms) => actions.set({ id, terms })}
                  />
                  <Confirm
                    trigger={
                      <Button variant="ghost" size="sm">
                        {t('remove')}
                      </Button>
                    }
                    title={t('removeTitle', { day: version.validFrom })}
                    description={t('removeText')}
                    confirmLabel={t('remove')}
                    cancelLabel={common('cancel')}
                    destructive
                    onConfirm={() => act(actions.remove, { id, validFrom: version.validFrom }, t('removed'))}
                  />
                </div>
              )}
            </div>
            <TermsLines terms={version} priceArea={priceArea} />
            {version.note && <p className="text-muted-foreground text-xs">{version.note}</p>}
          </section>
        ))}
      </CardContent>
    </Card>
  )
}

function TermsLines({ terms, priceArea }: { terms: EnergyTerms; priceArea: string }) {
  const t = useTranslations('margin.terms.line')
  const locale = useLocale()
  const [months, days] = [useMonthNames(), useWeekdayNames()]
  const price = (text: string) =>
    formatNumber(Number(text), locale, Number(text) * 100 === Math.round(Number(text) * 100) ? 2 : 4)
  const lines = [
    t(terms.supply, { area: priceArea, price: price(terms.energyPrice) }),
    t('grid', { price: price(terms.gridFee) }),
    ...terms.gridTimes.map((time) =>
      t('time', {
        name: time.name,
        price: price(time.fee),
        when: [
          time.months.map((month) => months[month - 1]).join(' '),
          time.days.map((day) => days[WEEKDAYS.indexOf(day)]).join(' '),
          `${time.from}–${time.to === '00:00' ? '24:00' : time.to}`,
        ]
          .filter(Boolean)
          .join(', '),
      }),
    ),
    t('tax', { price: price(terms.energyTax) }),
    ...(terms.powerFee === null ? [] : [t('power', { price: price(terms.powerFee) })]),
    ...(Number(terms.lossesPercent) === 0
      ? []
      : [t('losses', { percent: formatNumber(Number(terms.lossesPercent), locale, 1) })]),
  ]
  return (
    <ul className="mt-1 grid gap-0.5 text-muted-foreground text-sm">
      {lines.map((line) => (
        <li key={line} suppressHydrationWarning>
          {line}
        </li>
      ))}
    </ul>
  )
}
