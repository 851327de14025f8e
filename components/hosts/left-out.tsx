import { useTranslations } from 'next-intl'

/** Sessions that a statement could not count yet, by reason. */
export function LeftOut({ leftOut }: { leftOut: Readonly<Record<string, number | undefined>> }) {
  const t = useTranslations('hosts.leftOut')
  const found = Object.entries(leftOut).filter(([, count]) => (count ?? 0) > 0)
  if (found.length === 0) return null
  return (
    <p className="px-4 pb-4 text-muted-foreground text-sm">
      <span className="font-medium text-foreground">{t('title')}</span>{' '}
      {found.map(([reason, count]) => t(reason as 'unpriced', { count: count ?? 0 })).join(' · ')}
    </p>
  )
}
