import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

interface PageTurnerProps {
  /** What the address asks for; `before` says where the page before this one ended. */
  wanted: Readonly<Record<string, string>>
  /** Where the next page begins; null on the last. */
  next: string | null
}

/** To older rows and back to the newest, of a list that shows one page at a time. */
export function PageTurner({ wanted, next }: PageTurnerProps) {
  const t = useTranslations('table')
  const href = (before: string) => `?${new URLSearchParams({ ...wanted, before })}`
  return (
    <nav aria-label={t('pages')} className="flex justify-between gap-2">
      {wanted.before ? (
        <Button asChild variant="outline">
          <Link href={href('')}>{t('newest')}</Link>
        </Button>
      ) : (
        <span />
      )}
      {next && (
        <Button asChild variant="outline">
          <Link href={href(next)}>{t('older')}</Link>
        </Button>
      )}
    </nav>
  )
}
