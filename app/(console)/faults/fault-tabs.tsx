import { getTranslations } from 'next-intl/server'
import { TabRow } from '@/components/shell/tab-row'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'

/** The rooms of faults: what is wrong, what was, and who is out mending it. */
export async function FaultTabs({ actor, here }: { actor: Actor; here: 'open' | 'closed' | 'jobs' }) {
  const t = await getTranslations('faults.tabs')
  return (
    <TabRow
      label={t('label')}
      tabs={[
        { href: '/faults', label: t('open'), isHere: here === 'open' },
        { href: '/faults?state=closed', label: t('closed'), isHere: here === 'closed' },
        ...(mayDo(actor.role, 'field.work')
          ? [{ href: '/faults/jobs', label: t('jobs'), isHere: here === 'jobs' }]
          : []),
      ]}
    />
  )
}
