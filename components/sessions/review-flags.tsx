'use client'

import { Check, TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { formatDate, formatKwh } from '@/components/ui/format-values'
import type { SessionDetail, SessionReviewRow } from '@/lib/sessions/queries/get-session'
import { readResolution } from '@/lib/sessions/resolution'
import { ResolveReview, type ResolveReviewAction } from './resolve-review'

interface ReviewFlagsProps {
  session: SessionDetail
  /** Null for those who may only look. */
  resolve: ResolveReviewAction | null
}

/** What a person should look at before the session is billed, in words, and how it was settled. */
export function ReviewFlags({ session, resolve }: ReviewFlagsProps) {
  const t = useTranslations('review')
  if (session.reviews.length === 0) return null
  const isOpen = session.openReviews.length > 0
  return (
    <section className={`rounded-lg border bg-card ${isOpen ? 'border-status-attention/40' : ''}`}>
      <h2
        className={`flex items-center gap-2 px-4 pt-3 pb-1 font-medium ${isOpen ? 'text-status-attention' : 'text-muted-foreground'}`}
      >
        {isOpen ? <TriangleAlert className="size-4" aria-hidden /> : <Check className="size-4" aria-hidden />}
        {isOpen ? t('title') : t('allSettled')}
      </h2>
      <ul className="divide-y px-4">
        {session.reviews.map((review) => (
          <Flag key={review.id} review={review} session={session} resolve={resolve} />
        ))}
      </ul>
    </section>
  )
}

function Flag({ review, session, resolve }: ReviewFlagsProps & { review: SessionReviewRow }) {
  const t = useTranslations('review')
  const title = t.has(`flag.${review.flag}.title` as never) ? t(`flag.${review.flag}.title` as never) : review.flag
  const text = t.has(`flag.${review.flag}.text` as never) ? t(`flag.${review.flag}.text` as never) : null
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0 max-w-prose flex-1 basis-72">
        <p className="font-medium">{title}</p>
        {text && <p className="text-muted-foreground">{text}</p>}
        {review.detail && (
          <p className="mt-0.5 text-muted-foreground text-xs">{t('basis', { detail: review.detail })}</p>
        )}
      </div>
      {review.resolvedAt === null ? (
        resolve && <ResolveReview review={review} title={title} session={session} resolve={resolve} />
      ) : (
        <Settled review={review} timeZone={session.site?.timeZone} />
      )}
    </li>
  )
}

function Settled({ review, timeZone }: { review: SessionReviewRow; timeZone: string | undefined }) {
  const t = useTranslations('review')
  const locale = useLocale()
  const resolution = readResolution(review.resolution)
  const kwh = (wh: number) => `${formatKwh(wh, locale, 3)} kWh`
  return (
    <div className="grid max-w-sm justify-items-end gap-0.5 text-right">
      <Badge variant="outline">
        {review.resolvedBy === 'gateway'
          ? t('resolution.gone')
          : resolution?.kind === 'corrected'
            ? t('resolution.corrected', { from: kwh(resolution.fromWh), to: kwh(resolution.toWh) })
            : t('resolution.accepted')}
      </Badge>
      {resolution?.reason && <p>{resolution.reason}</p>}
      <p className="text-muted-foreground text-xs">
        {t('resolvedBy', {
          who: review.resolvedByName ?? t(review.resolvedBy === 'gateway' ? 'ourselves' : 'someone'),
          at: review.resolvedAt ? formatDate(review.resolvedAt, locale, 'date-time', timeZone) : '',
        })}
      </p>
    </div>
  )
}
