'use client'

import { AlertTriangle } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** What went wrong, in the driver's words. */
export function PayProblem({ problem }: { problem: string | null }) {
  const t = useTranslations('pay.problem')
  if (problem === null) return null
  return (
    <p role="alert" className="flex items-start gap-2 rounded-lg border border-status-attention p-3">
      <AlertTriangle aria-hidden className="mt-0.5 size-5 shrink-0" />
      {t.has(problem as 'failed') ? t(problem as 'failed') : t('failed')}
    </p>
  )
}
