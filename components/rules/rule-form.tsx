'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { RuleTrial } from './rule-trial'
import type { RuleActions, ShownRule, Sites } from './shown-rule'
import { useLimitWords } from './use-limit-words'

interface RuleFormProps extends Sites {
  trigger: ReactNode
  rule: ShownRule
  actions: RuleActions
}

/** Sets a rule's limits for the network or a site, and tries them on the last month first. */
export function RuleForm({ trigger, rule, ...props }: RuleFormProps) {
  return (
    <FormDialog trigger={trigger} title={rule.title} description={rule.plain} className="max-w-xl">
      {(close) => <Fields rule={rule} {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields({ rule, sites, mayNetwork, actions, onDone }: Omit<RuleFormProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('rules')
  const words = useLimitWords()
  const { act, pending } = useAct()
  const [siteId, setSiteId] = useState(mayNetwork ? '' : (sites[0]?.id ?? ''))
  const set =
    rule.sites.find((one) => one.siteId === siteId) ??
    (siteId === '' ? rule.network : { ...rule.network, isChanged: false })
  const [edited, setEdited] = useState<{ isEnabled?: boolean; limits: Record<string, string> }>({ limits: {} })
  const isEnabled = edited.isEnabled ?? set.isEnabled
  const textOf = (name: string) => edited.limits[name] ?? String(set.limits[name] ?? '')
  const numbers = rule.thresholds.map((spec) => ({ spec, value: readNumber(textOf(spec.name)) }))
  const isWrong = numbers.some(({ spec, value }) => value === null || value < spec.min || value > spec.max)
  const place = siteId === '' ? null : siteId
  const input = {
    rule: rule.rule,
    siteId: place,
    isEnabled,
    thresholds: Object.fromEntries(numbers.map(({ spec, value }) => [spec.name, value ?? spec.usual])),
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!isWrong && (await act(actions.set, input, t('saved', { rule: rule.title })))) onDone()
  }
  const reset = async () => {
    if (await act(actions.reset, { rule: rule.rule, siteId: place }, t('wasReset', { rule: rule.title }))) onDone()
  }
  return (
    <form onSubmit={save} noValidate className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <Field label={t('where')} className="sm:col-span-2">
        <NativeSelect
          value={siteId}
          onChange={(event) => {
            setSiteId(event.target.value)
            setEdited({ limits: {} })
          }}
        >
          {mayNetwork && <option value="">{t('network')}</option>}
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div className="flex items-center gap-3 sm:col-span-2">
        <Switch
          id="rule-enabled"
          checked={isEnabled}
          onCheckedChange={(next) => setEdited((before) => ({ ...before, isEnabled: next }))}
        />
        <label htmlFor="rule-enabled">{t('enabled')}</label>
      </div>
      {numbers.map(({ spec, value }) => {
        const isBad = value === null || value < spec.min || value > spec.max
        const range = t('range', {
          from: words(spec.min, spec.unit),
          to: words(spec.max, spec.unit),
          usual: words(spec.usual, spec.unit),
        })
        return (
          <Field
            key={spec.name}
            label={`${t(`threshold.${spec.name}` as never)} (${t(`unitName.${spec.unit}`)})`}
            description={range}
            error={isBad ? range : undefined}
          >
            <Input
              inputMode="numeric"
              autoComplete="off"
              value={textOf(spec.name)}
              onChange={(event) => {
                const { value: text } = event.target
                setEdited((before) => ({ ...before, limits: { ...before.limits, [spec.name]: text } }))
              }}
            />
          </Field>
        )
      })}
      <RuleTrial key={JSON.stringify(input)} input={input} isWrong={isWrong} preview={actions.preview} />
      {set.isChanged && (
        <Button
          type="button"
          variant="ghost"
          onClick={reset}
          disabled={pending}
          className="justify-self-start sm:col-span-2"
        >
          {t(place === null ? 'resetNetwork' : 'resetSite')}
        </Button>
      )}
      <FormButtons pending={pending} className="sm:col-span-2" />
    </form>
  )
}

function readNumber(text: string): number | null {
  const value = Number(text.replace(',', '.').trim())
  return text.trim() === '' || !Number.isFinite(value) ? null : value
}
