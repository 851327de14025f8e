'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import type { ActionResult } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useProblem } from '@/components/forms/use-problem'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { NOTICE_KINDS } from '@/lib/notifications/notice'
import { DIGESTS } from '@/lib/notifications/rule'
import { CheckGroup, CheckLine } from './check-group'
import { EscalateFields } from './escalate-fields'
import { QuietHoursFields } from './quiet-hours-fields'
import { RecipientFields } from './recipient-fields'
import type { RuleChoices, RuleInput, RuleValues } from './rule-choices'

interface RuleFormProps {
  title: string
  trigger: ReactNode
  rule: RuleValues
  choices: RuleChoices
  save: (rule: RuleInput) => Promise<ActionResult<unknown>>
  /** What is said when it is saved. */
  done: string
}

/** A rule in a dialog: what, who, when. */
export function RuleForm({ title, trigger, ...props }: RuleFormProps) {
  return (
    <FormDialog trigger={trigger} title={title} className="max-w-2xl">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields({
  rule,
  choices,
  save,
  done,
  onDone,
}: Omit<RuleFormProps, 'title' | 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('notifications')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { fieldProblem, refusal } = useProblem()
  const [value, setValue] = useState(rule)
  const [pending, setPending] = useState(false)
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const change = (part: Partial<RuleValues>) => setValue((now) => ({ ...now, ...part }))
  const narrow = (part: Partial<RuleValues['filter']>) => change({ filter: { ...value.filter, ...part } })
  const faultOf = (field: string) => {
    const found = Object.entries(faults).find(([name]) => name === field || name.startsWith(`${field}.`))?.[1]
    return found === undefined ? undefined : fieldProblem(found)
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const result = await save(value).catch(() => null)
    setPending(false)
    if (result === null) return void toast.error(errors('unexpected'))
    if (!result.ok) {
      // The action's fields all lie within `rule`.
      setFaults(
        Object.fromEntries(
          Object.entries(result.details ?? {}).map(([name, fault]) => [name.replace(/^rule\./, ''), fault]),
        ),
      )
      return void toast.error(refusal(result))
    }
    toast.success(done)
    router.refresh()
    onDone()
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Field label={t('form.name')} required error={faultOf('name')}>
        <Input
          value={value.name}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Section title={t('form.what')}>
        <CheckGroup
          label={t('form.notices')}
          options={NOTICE_KINDS.map((kind) => ({ value: kind, label: t(`notice.${kind}`) }))}
          chosen={value.filter.notices}
          onChange={(notices) => narrow({ notices })}
          fault={faultOf('filter.notices')}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('form.severity')} description={t('form.severityHelp')}>
            <NativeSelect
              value={String(value.filter.leastSeverity)}
              onChange={(event) => narrow({ leastSeverity: Number(event.target.value) })}
            >
              {[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((severity) => (
                <option key={severity} value={severity}>
                  {t(`severityAtLeast.${severity}`)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label={t('form.causes')} description={t('form.causesHelp')} error={faultOf('filter.causes')}>
            <Input
              value={value.filter.causes.join(', ')}
              autoComplete="off"
              onChange={(event) => narrow({ causes: listed(event.target.value) })}
            />
          </Field>
        </div>
        <CheckLine
          label={t('form.onlySafety')}
          checked={value.filter.onlySafety}
          onChange={(onlySafety) => narrow({ onlySafety })}
        />
        {choices.sites.length > 0 && (
          <CheckGroup
            label={t('form.sites')}
            help={t('form.sitesHelp')}
            options={choices.sites.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={value.filter.siteIds}
            onChange={(siteIds) => narrow({ siteIds })}
            scrolls
          />
        )}
      </Section>
      <Section title={t('form.who')} fault={faultOf('recipients')}>
        <RecipientFields
          recipients={value.recipients}
          channels={value.channels}
          choices={choices}
          onChange={({ channels, ...recipients }) =>
            change({ channels, recipients: { ...value.recipients, ...recipients } })
          }
        />
        <CheckLine
          label={t('form.drivers')}
          help={t('form.driversHelp')}
          checked={value.recipients.drivers}
          onChange={(drivers) => change({ recipients: { ...value.recipients, drivers } })}
        />
      </Section>
      <Section title={t('form.when')}>
        <Field label={t('form.digest')} description={t('form.digestHelp')}>
          <NativeSelect
            value={value.digest}
            onChange={(event) =>
              change({ digest: DIGESTS.find((digest) => digest === event.target.value) ?? 'at-once' })
            }
          >
            {DIGESTS.map((digest) => (
              <option key={digest} value={digest}>
                {t(`digest.${digest}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <QuietHoursFields
          quiet={value.quietHours}
          onChange={(quietHours) => change({ quietHours })}
          fault={faultOf('quietHours')}
        />
        <EscalateFields
          escalate={value.escalate}
          choices={choices}
          onChange={(escalate) => change({ escalate })}
          fault={faultOf('escalate')}
        />
      </Section>
      <FormButtons pending={pending} />
    </form>
  )
}

const listed = (text: string): string[] =>
  text.includes(',')
    ? text.split(',').map((part, index, all) => (index === all.length - 1 ? part.trimStart() : part.trim()))
    : text === ''
      ? []
      : [text]

function Section({ title, fault, children }: { title: string; fault?: string | undefined; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-t pt-4">
      <h3 className="font-medium">{title}</h3>
      {children}
      {fault && (
        <p role="alert" className="text-status-faulted">
          {fault}
        </p>
      )}
    </section>
  )
}
