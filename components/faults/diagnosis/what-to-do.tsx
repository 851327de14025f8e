import { ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import type { Diagnosis } from '@/lib/faults/queries/get-diagnosis'

/** What can be done from here, the check list of who goes there, and what to bring. */
export function WhatToDo({ diagnosis: { guide, reasons } }: { diagnosis: Diagnosis }) {
  const t = useTranslations('diagnosis')
  const gates = guide.field.filter(({ isGate }) => isGate)
  const steps = guide.field.filter(({ isGate }) => !isGate)
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('remote.title')}</CardTitle>
      </CardHeader>
      <CardContent>
        <Numbered items={guide.remote.map(({ key, text }) => ({ key, text }))} />
      </CardContent>
      <CardHeader className="border-t">
        <CardTitle>{t('field.title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {gates.length > 0 && (
          <section
            aria-label={t('field.gate')}
            className="rounded-md border border-status-attention/25 bg-status-attention/8 px-3 py-2"
          >
            <p className="flex items-center gap-2 font-medium">
              <ShieldAlert className="size-4 shrink-0 text-status-attention" aria-hidden />
              {t('field.gate')}
            </p>
            <ul className="mt-1 list-disc pl-6">
              {gates.map(({ key, text }) => (
                <li key={key}>{text}</li>
              ))}
            </ul>
          </section>
        )}
        <Numbered
          items={steps.map(({ key, text, finds }) => ({
            key,
            text,
            more:
              finds.length > 0
                ? t('field.finds', {
                    reasons: finds.map((found) => reasons.find((one) => one.key === found)?.text ?? found).join(' '),
                  })
                : undefined,
          }))}
        />
        {guide.parts.length > 0 && (
          <p className="text-sm">
            <span className="text-muted-foreground">{t('parts')}: </span>
            {guide.parts.map(({ text }) => text).join(', ')}
          </p>
        )}
      </CardContent>
    </Card>
  )
}

function Numbered({ items }: { items: readonly { key: string; text: string; more?: string }[] }) {
  return (
    <ol className="flex list-decimal flex-col gap-1.5 pl-5 marker:text-muted-foreground">
      {items.map(({ key, text, more }) => (
        <li key={key}>
          {text}
          {more && <span className="block text-muted-foreground text-xs">{more}</span>}
        </li>
      ))}
    </ol>
  )
}
