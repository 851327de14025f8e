'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { TariffDraft } from '@/lib/tariffs/draft/draft'
import { useCurrency, useFault } from './edit-context'
import { Section } from './section'

const LIMITS = ['min', 'max'] as const

/** What a session costs at least and at most, with and without VAT. */
export function LimitsSection({
  draft,
  onChange,
}: {
  draft: TariffDraft
  onChange: (change: Partial<TariffDraft>) => void
}) {
  const t = useTranslations('tariffEditor.limits')
  const currency = useCurrency()
  const fault = useFault()
  const isSaid = LIMITS.some((which) => draft[which].exclVat !== '' || draft[which].inclVat !== '')
  const [isOpen, setOpen] = useState(isSaid)
  if (!isOpen && !isSaid) {
    return (
      <Section
        title={t('title')}
        text={t('text')}
        actions={
          <Button variant="outline" onClick={() => setOpen(true)}>
            <Plus aria-hidden />
            {t('begin')}
          </Button>
        }
      />
    )
  }
  return (
    <Section title={t('title')} text={t('textBoth')}>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {LIMITS.flatMap((which) =>
          (['inclVat', 'exclVat'] as const).map((kind) => (
            <Field
              key={`${which} ${kind}`}
              label={t(`${which}.${kind}`, { currency })}
              error={fault(`${which}.${kind}`)}
            >
              <Input
                value={draft[which][kind]}
                inputMode="decimal"
                autoComplete="off"
                placeholder={t('none')}
                className="text-right tabular-nums"
                onChange={(event) => onChange({ [which]: { ...draft[which], [kind]: event.target.value } })}
              />
            </Field>
          )),
        )}
      </div>
    </Section>
  )
}
