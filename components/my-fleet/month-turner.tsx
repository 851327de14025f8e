import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

const step = (month: string, by: number) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1)).toISOString().slice(0, 7)

/** Which month is shown, and to the ones beside it. @param month `2026-11` */
export function MonthTurner({ month, thisMonth, keep }: { month: string; thisMonth: string; keep: string }) {
  const t = useTranslations('myFleet')
  const locale = useLocale()
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
  const href = (to: string) => `/my-fleet?${[`month=${to}`, keep].filter(Boolean).join('&')}`
  return (
    <nav aria-label={t('months')} className="flex items-center gap-1">
      <Button asChild variant="ghost" size="icon-sm">
        <Link href={href(step(month, -1))} aria-label={t('monthBefore')}>
          <ChevronLeft aria-hidden />
        </Link>
      </Button>
      <h2 className="min-w-36 text-center font-medium first-letter:uppercase">{name}</h2>
      {month < thisMonth ? (
        <Button asChild variant="ghost" size="icon-sm">
          <Link href={href(step(month, 1))} aria-label={t('monthAfter')}>
            <ChevronRight aria-hidden />
          </Link>
        </Button>
      ) : (
        <span className="size-7" />
      )}
    </nav>
  )
}
