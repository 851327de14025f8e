'use client'

import { BellRing, Pencil, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Switch } from '@/components/ui/switch'
import { NEW_RULE, type RuleChoices, type RuleInput, type RuleValues } from './rule-choices'
import { RuleForm } from './rule-form'
import { useRuleWords } from './use-rule-words'

interface ListedRule {
  readonly id: string
  readonly rule: RuleValues
}

interface RulesListProps {
  rules: readonly ListedRule[]
  choices: RuleChoices
  edit: Action<{ id: string; rule: RuleInput }>
  remove: Action<{ id: string }>
}

/** Every rule as a sentence of who hears of what, and when. */
export function RulesList({ rules, choices, edit, remove }: RulesListProps) {
  const t = useTranslations('notifications')
  if (rules.length === 0)
    return (
      <Card>
        <EmptyState icon={<BellRing />} title={t('empty.title')} text={t('empty.text')} />
      </Card>
    )
  return (
    <Card>
      <ul className="divide-y">
        {rules.map((each) => (
          <RuleRow key={each.id} {...each} choices={choices} edit={edit} remove={remove} />
        ))}
      </ul>
    </Card>
  )
}

function RuleRow({ id, rule, choices, edit, remove }: ListedRule & Omit<RulesListProps, 'rules'>) {
  const t = useTranslations('notifications')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const words = useRuleWords(choices)
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 p-4">
      <Switch
        checked={rule.isEnabled}
        disabled={pending}
        aria-label={t('enabled', { name: rule.name })}
        onCheckedChange={(isEnabled) =>
          act(edit, { id, rule: { ...rule, isEnabled } }, t(isEnabled ? 'turnedOn' : 'turnedOff', { name: rule.name }))
        }
        className="mt-0.5"
      />
      <div className="grid min-w-0 flex-1 basis-64 gap-1">
        <h2 className="font-medium">{rule.name}</h2>
        <p className="text-muted-foreground">{words.what(rule)}</p>
        <p className="text-muted-foreground">{words.who(rule)}</p>
        <div className="flex flex-wrap gap-1">
          {words.marks(rule).map((mark) => (
            <Badge key={mark} variant="outline">
              {mark}
            </Badge>
          ))}
        </div>
      </div>
      <div className="flex gap-1">
        <RuleForm
          title={t('form.editTitle')}
          rule={rule}
          choices={choices}
          save={(values) => edit({ id, rule: values })}
          done={t('saved', { name: rule.name })}
          trigger={
            <Button variant="ghost" size="icon" aria-label={t('editRule', { name: rule.name })}>
              <Pencil aria-hidden />
            </Button>
          }
        />
        <Confirm
          trigger={
            <Button variant="ghost" size="icon" aria-label={t('deleteRule', { name: rule.name })}>
              <Trash2 aria-hidden />
            </Button>
          }
          title={t('deleteTitle', { name: rule.name })}
          description={t('deleteText')}
          confirmLabel={t('delete')}
          cancelLabel={common('cancel')}
          destructive
          onConfirm={() => act(remove, { id }, t('deleted', { name: rule.name }))}
        />
      </div>
    </li>
  )
}

export function CreateRule({ choices, create }: { choices: RuleChoices; create: Action<{ rule: RuleInput }> }) {
  const t = useTranslations('notifications')
  return (
    <RuleForm
      title={t('form.createTitle')}
      rule={NEW_RULE}
      choices={choices}
      save={(rule) => create({ rule })}
      done={t('created')}
      trigger={
        <Button>
          <Plus aria-hidden />
          {t('create')}
        </Button>
      }
    />
  )
}
