import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { TemplateRow } from '@/lib/templates/queries/list-templates'
import { kindWords } from './kind-words'

/** One template: for whom, how much, and how many stations are not as it says. */
export function TemplateCard({ template }: { template: TemplateRow }) {
  const t = useTranslations('templates')
  const { stations, drifted, unread } = template
  return (
    <Card className={cn('relative flex flex-col gap-2 p-4 hover:bg-muted/40', template.archived && 'opacity-60')}>
      <div className="flex items-start justify-between gap-2">
        <h2 className="font-medium">
          <Link href={`/fleet/templates/${template.id}`} prefetch={false} className="after:absolute after:inset-0">
            {template.name}
          </Link>
        </h2>
        {template.archived ? (
          <Badge variant="outline">{t('archived')}</Badge>
        ) : (
          drifted > 0 && <Badge variant="attention">{t('drifted', { count: drifted })}</Badge>
        )}
      </div>
      <p className="text-muted-foreground">{kindWords(t, template)}</p>
      <p className="mt-auto text-muted-foreground text-xs">
        {[
          t('values', { count: template.values.length }),
          t('stations', { count: stations }),
          ...(stations > 0 && drifted === 0 && unread === 0 ? [t('allSame')] : []),
          ...(unread > 0 ? [t('unread', { count: unread })] : []),
          ...(template.repairOnBoot ? [t('automatic')] : []),
        ].join(' · ')}
      </p>
    </Card>
  )
}
