'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { formatKwh, formatMoney } from '@/components/ui/format-values'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { SessionDetail, SessionReviewRow } from '@/lib/sessions/queries/get-session'

/** Ids and energies as a form holds them; the door's schema reads them again. */
export type ResolveReviewAction = Action<
  | { kind: 'accept'; reviewId: string; reason: string }
  | { kind: 'correct'; reviewId: string; energyWh: number; reason: string }
>

interface ResolveReviewProps {
  review: SessionReviewRow
  title: string
  session: SessionDetail
  resolve: ResolveReviewAction
}

/** The two ways out of a flag. */
export function ResolveReview({ review, title, session, resolve }: ResolveReviewProps) {
  const t = useTranslations('review')
  const isEnded = session.status === 'ended'
  return (
    <div className="flex items-center gap-2">
      <ReviewDialog kind="correct" review={review} title={title} session={session} resolve={resolve}>
        <Button variant="outline" disabled={!isEnded} title={isEnded ? undefined : t('waitForEnd')}>
          {t('correct')}
        </Button>
      </ReviewDialog>
      <ReviewDialog kind="accept" review={review} title={title} session={session} resolve={resolve}>
        <Button variant="outline">{t('accept')}</Button>
      </ReviewDialog>
    </div>
  )
}

type DialogProps = ResolveReviewProps & { kind: 'accept' | 'correct'; children: React.ReactNode }

function ReviewDialog(props: DialogProps) {
  const { kind, title, session, children } = props
  const t = useTranslations('review')
  const sessions = useTranslations('sessions')
  const locale = useLocale()
  const [open, setOpen] = useState(false)
  const { price } = session
  const cost =
    price?.total != null && price.currency
      ? formatMoney(price.total, price.currency, locale)
      : sessions('notPricedYet').toLocaleLowerCase(locale)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>
            {kind === 'accept' ? t('acceptTitle', { flag: title }) : t('correctTitle', { flag: title })}
          </DialogTitle>
          <DialogDescription>
            {kind === 'accept'
              ? t('acceptText', { energy: `${formatKwh(session.energyWh, locale)} kWh`, price: cost })
              : t('correctText')}
          </DialogDescription>
        </DialogHeader>
        <Fields {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

const reason = z.string().trim().max(500, 'too-long')
/** As people write it, with a decimal comma or point. */
const energyKwh = z
  .string()
  .transform((text) => (text.trim() === '' ? Number.NaN : Number(text.replace(/\s/g, '').replace(',', '.'))))
  .pipe(z.number('not-a-number').min(0, 'out-of-range').max(10_000, 'out-of-range'))
const schemas = {
  accept: z.object({ energyKwh: z.string(), reason }),
  correct: z.object({ energyKwh, reason: reason.min(1, 'required') }),
}
interface Values {
  energyKwh: string
  reason: string
}

function Fields({ kind, review, session, resolve, onDone }: DialogProps & { onDone: () => void }) {
  const t = useTranslations('review')
  const common = useTranslations('common')
  const locale = useLocale()
  const { register, submit, pending, problem } = useActionForm<Values, unknown>({
    schema: schemas[kind] as z.ZodType<unknown, Values>,
    defaultValues: { energyKwh: inWords(session.energyWh / 1000, locale), reason: '' },
    action: (values) => {
      const said = { reviewId: String(review.id), reason: values.reason }
      if (kind === 'accept') return resolve({ kind, ...said })
      return resolve({ kind, ...said, energyWh: Math.round(energyKwh.parse(values.energyKwh) * 1_000_000) / 1000 })
    },
    onDone: () => {
      toast.success(kind === 'accept' ? t('accepted') : t('corrected'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {kind === 'correct' && (
        <Field label={t('energy')} required error={problem('energyKwh')}>
          <Input {...register('energyKwh')} inputMode="decimal" autoComplete="off" className="w-40 text-right" />
        </Field>
      )}
      <Field label={t('reason')} required={kind === 'correct'} description={t('reasonHelp')} error={problem('reason')}>
        <Textarea {...register('reason')} rows={3} />
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">{common('cancel')}</Button>
        </DialogClose>
        <Button type="submit" pending={pending}>
          {kind === 'accept' ? t('accept') : t('correct')}
        </Button>
      </DialogFooter>
    </form>
  )
}

/** As the reader writes a number: no grouping, and a Swede's decimal comma. */
const inWords = (value: number, locale: string) => (locale === 'sv' ? String(value).replace('.', ',') : String(value))
