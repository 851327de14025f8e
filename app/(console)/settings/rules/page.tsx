import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { RulesList } from '@/components/rules/rules-list'
import { Page } from '@/components/shell/page'
import type { Locale } from '@/i18n/locales'
import { sitesInScope } from '@/lib/access/scope'
import { findCause } from '@/lib/faults/knowledge/all-causes'
import { listRules } from '@/lib/faults/queries/list-rules'
import { listSites } from '@/lib/sites/queries'
import { previewRuleAction, resetRuleAction, setRuleAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('title') }
}

export default async function RulesPage() {
  const actor = await requireActor('fault-rules.write')
  const t = await getTranslations('rules')
  const locale = (await getLocale()) as Locale
  const [rules, sites] = await Promise.all([listRules(actor), listSites(actor, { limit: 1000 })])
  return (
    <Page title={t('title')} description={t('description')}>
      <RulesList
        rules={rules.map(({ sites: own, ...rule }) => {
          const { title, plain } = findCause(rule.rule)
          return {
            ...rule,
            title: title[locale],
            plain: plain[locale],
            sites: own.map((site) => ({ ...site, siteId: String(site.siteId) })),
          }
        })}
        sites={sites.rows.map(({ id, name }) => ({ id: String(id), name }))}
        mayNetwork={sitesInScope(actor) === null}
        actions={{ set: setRuleAction, reset: resetRuleAction, preview: previewRuleAction }}
      />
    </Page>
  )
}
