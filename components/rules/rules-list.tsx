'use client'

import { Pencil } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { formatNumber } from '@/components/ui/format-values'
import { RuleForm } from './rule-form'
import { RULE_GROUPS, type RuleActions, type ShownRule, type Sites } from './shown-rule'
import { useLimitWords } from './use-limit-words'

interface RulesListProps extends Sites {
  rules: readonly ShownRule[]
  actions: RuleActions
}

/** What the control room calls a fault, and when: one card per kind of trouble. */
export function RulesList({ rules, ...props }: RulesListProps) {
  const t = useTranslations('rules')
  return RULE_GROUPS.map(({ name, rules: names }) => (
    <Card key={name}>
      <CardHeader>
        <CardTitle>{t(`group.${name}` as never)}</CardTitle>
      </CardHeader>
      <ul className="divide-y border-t">
        {names.flatMap((each) => {
          const rule = rules.find((one) => one.rule === each)
          return rule === undefined ? [] : [<RuleRow key={each} rule={rule} {...props} />]
        })}
      </ul>
    </Card>
  ))
}

function RuleRow({ rule, ...props }: { rule: ShownRule } & Omit<RulesListProps, 'rules'>) {
  const t = useTranslations('rules')
  const locale = useLocale()
  const words = useLimitWords()
  const { network, sites, open, lately } = rule
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_16rem_6.5rem_auto] md:items-center">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {rule.title}
          {!network.isEnabled && <Badge variant="unavailable">{t('off')}</Badge>}
          {network.isEnabled && network.isChanged && <Badge>{t('changed')}</Badge>}
          {sites.length > 0 && <Badge variant="outline">{t('ownSites', { count: sites.length })}</Badge>}
        </p>
        <p className="text-muted-foreground text-xs">{rule.plain}</p>
      </div>
      <p className="text-muted-foreground text-xs max-md:col-span-2">
        {rule.thresholds
          .map(
            (spec) =>
              `${t(`threshold.${spec.name}` as never)}: ${words(network.limits[spec.name] ?? spec.usual, spec.unit)}`,
          )
          .join(' · ')}
      </p>
      <p className="text-xs tabular-nums max-md:col-span-2 md:text-right">
        <span className={open > 0 ? 'font-medium' : 'text-muted-foreground'}>{t('open', { count: open })}</span>
        <span className="md:hidden"> · </span>
        <br className="max-md:hidden" />
        <span className="text-muted-foreground">{t('lately', { count: formatNumber(lately, locale) })}</span>
      </p>
      <RuleForm
        rule={rule}
        {...props}
        trigger={
          <Button
            variant="ghost"
            size="icon-sm"
            className="max-md:col-start-2 max-md:row-start-1"
            aria-label={t('edit', { rule: rule.title })}
          >
            <Pencil aria-hidden />
          </Button>
        }
      />
    </li>
  )
}
