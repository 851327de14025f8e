'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardContent } from '@/components/ui/card'
import { ABSENT } from '@/components/ui/format-values'
import type { StatementHost } from '@/lib/hosts/agreement-row'
import type { ShareTerms } from '@/lib/hosts/share'
import { useTermsWords } from './use-terms-words'

interface HostFactsProps {
  host: StatementHost
  terms: ShareTerms
  siteName: string
  /** More, before the rest. */
  more?: readonly (readonly [label: string, value: ReactNode])[]
}

/** Who a host is, and what it gets. */
export function HostFacts({ host, terms, siteName, more = [] }: HostFactsProps) {
  const t = useTranslations('hosts')
  const words = useTermsWords()
  const facts: readonly (readonly [string, ReactNode])[] = [
    ...more,
    [t('agreements.terms'), words(terms)],
    [t('agreements.site'), siteName],
    [t('agreements.from'), terms.validFrom],
    [t('agreements.to'), terms.validTo ?? t('agreements.untilFurther')],
    [
      t('form.street'),
      [host.street, [host.postalCode, host.city].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    ],
    [t('form.orgNumber'), host.orgNumber],
    [t('form.vatNumber'), host.vatNumber],
    [t('form.email'), host.email],
    [t('form.bankAccount'), host.bankAccount],
  ]
  return (
    <Card>
      <CardContent className="pt-2">
        <dl>
          {facts.map(([label, value]) => (
            <div key={label} className="grid gap-0.5 border-b py-2 last:border-0">
              <dt className="text-muted-foreground text-xs">{label}</dt>
              <dd className="break-words" suppressHydrationWarning>
                {value || ABSENT}
              </dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  )
}
