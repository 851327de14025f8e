'use client'

import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/select'
import { describeRestrictions } from '@/lib/tariffs/describe-restrictions'
import { describeTariff } from '@/lib/tariffs/describe-tariff'
import { lintTariff, type TariffRemark } from '@/lib/tariffs/lint-tariff'
import type { TariffTerms } from '@/lib/tariffs/tariff'

const PLACES = {
  slow: { maxPowerKw: 22, isAdHoc: true },
  fast: { maxPowerKw: 150, isAdHoc: true },
  closed: { maxPowerKw: 150, isAdHoc: false },
}

/** What has been written, in both languages, and what the law and good sense have to say of it. */
export function MeaningCard({ terms, usual }: { terms: TariffTerms | null; usual: keyof typeof PLACES }) {
  const t = useTranslations('tariffEditor')
  const locale = useLocale()
  const [place, setPlace] = useState(usual)
  const remarks = terms === null ? [] : lintTariff(terms, PLACES[place])
  const languages = locale === 'sv' ? (['sv', 'en'] as const) : (['en', 'sv'] as const)
  return (
    <Card className="gap-3 p-4">
      <h2 className="font-medium">{t('meaning.title')}</h2>
      <div aria-live="polite" className="grid gap-2">
        {terms === null ? (
          <p className="text-muted-foreground">{t('meaning.incomplete')}</p>
        ) : (
          languages.map((language, index) => (
            <p
              key={language}
              lang={language}
              className={
                index === 0
                  ? 'text-pretty text-base leading-6 first-letter:uppercase'
                  : 'text-pretty text-muted-foreground text-xs leading-5 first-letter:uppercase'
              }
            >
              {describeTariff(terms, language)}
            </p>
          ))
        )}
      </div>
      <div className="grid gap-2 border-t pt-3">
        <Field label={t('remarks.where')}>
          <NativeSelect value={place} onChange={(event) => setPlace(event.target.value as keyof typeof PLACES)}>
            <option value="slow">{t('remarks.slow')}</option>
            <option value="fast">{t('remarks.fast')}</option>
            <option value="closed">{t('remarks.closed')}</option>
          </NativeSelect>
        </Field>
        {terms && <Remarks remarks={remarks} terms={terms} />}
      </div>
    </Card>
  )
}

/** Remarks in words, each with its reason; those that the law makes first. */
export function Remarks({ remarks, terms }: { remarks: readonly TariffRemark[]; terms: TariffTerms }) {
  const t = useTranslations('tariffEditor')
  const locale = useLocale()
  if (remarks.length === 0) {
    return (
      <p className="flex items-start gap-2 text-status-available">
        <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
        {t('remarks.none')}
      </p>
    )
  }
  const codes = [...new Set(remarks.map(({ code }) => code))]
  const groups = codes
    .map((code) => [code, remarks.filter((remark) => remark.code === code)] as const)
    .sort(([, [a]], [, [b]]) => Number(b!.severity === 'error') - Number(a!.severity === 'error'))
  const when = ({ element }: TariffRemark) =>
    element === null ? '' : describeRestrictions(terms.elements[element]?.restrictions, locale === 'sv' ? 'sv' : 'en')
  return (
    <ul className="grid gap-2">
      {groups.map(([code, group]) => {
        const isError = group[0]!.severity === 'error'
        const Icon = isError ? CircleAlert : TriangleAlert
        const places = [...new Set(group.map(when))].filter((text) => text !== '')
        return (
          <li key={code} className="flex items-start gap-2">
            <Icon
              className={
                isError ? 'mt-0.5 size-4 shrink-0 text-status-faulted' : 'mt-0.5 size-4 shrink-0 text-status-attention'
              }
              aria-label={isError ? t('remarks.error') : t('remarks.warning')}
            />
            <div className="min-w-0">
              <p>
                {t(`remarks.code.${code}`)}
                {places.length > 0 && <span className="text-muted-foreground"> ({places.join('; ')})</span>}
              </p>
              <p className="text-pretty text-muted-foreground text-xs">{t(`remarks.why.${code}`)}</p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
