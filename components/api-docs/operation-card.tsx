import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { type ListedOperation, type Schema, type Schemas, typeWords } from './api-document'
import { CodeBlock } from './code-block'
import { curlExample } from './curl-example'
import { exampleOf } from './example-of'
import { Prose } from './prose'
import { SchemaFields } from './schema-fields'

interface OperationCardProps {
  base: string
  listed: ListedOperation
  schemas: Schemas
}

/** One operation: what it asks, what it answers, and a command line to try it with. */
export function OperationCard({ base, listed, schemas }: OperationCardProps) {
  const t = useTranslations('apiDocs')
  const { method, path, operation } = listed
  const [status, success] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? []
  const answer = success?.content?.['application/json']?.schema
  const refusals = Object.keys(operation.responses).filter((code) => !code.startsWith('2'))
  const body = operation.requestBody?.content['application/json']?.schema
  return (
    <Card id={operation.operationId} className="scroll-mt-16">
      <CardHeader>
        <CardTitle className="flex min-w-0 flex-wrap items-center gap-2">
          <Badge variant={method === 'GET' ? 'outline' : 'default'} className="font-mono">
            {method}
          </Badge>
          <code className="break-all font-mono">{path}</code>
          <span className="font-normal text-muted-foreground">{operation.summary}</span>
        </CardTitle>
      </CardHeader>
      <CardContent className="grid gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          {operation.description?.split('\n\n').map((paragraph) => (
            <p key={paragraph}>
              <Prose text={paragraph} />
            </p>
          ))}
          {operation.parameters && operation.parameters.length > 0 && (
            <Part title={t('parameters')}>
              <dl className="flex flex-col divide-y">
                {operation.parameters.map((parameter) => (
                  <div key={parameter.name} className="py-1.5">
                    <dt className="flex flex-wrap items-baseline gap-x-2">
                      <code className="font-medium font-mono text-xs">{parameter.name}</code>
                      <span className="font-mono text-muted-foreground text-xs">{typeWords(parameter.schema)}</span>
                      {parameter.required && <span className="text-xs">{t('required')}</span>}
                    </dt>
                    <dd className="text-muted-foreground">
                      <Prose text={parameter.description ?? parameter.schema.description} />
                    </dd>
                  </div>
                ))}
              </dl>
            </Part>
          )}
          {body && (
            <Part title={t('body')}>
              <SchemaFields schema={body} schemas={schemas} isRequest />
            </Part>
          )}
          {answer && (
            <Part title={t('answer', { status: status ?? '' })}>
              <SchemaFields schema={answer} schemas={schemas} />
            </Part>
          )}
          <p className="text-muted-foreground text-xs">{t('refusals', { codes: refusals.join(', ') })}</p>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Part title={t('try')}>
            <CodeBlock text={curlExample(base, listed, schemas)} />
          </Part>
          {answer && <Example title={t('exampleAnswer')} schema={answer} schemas={schemas} />}
        </div>
      </CardContent>
    </Card>
  )
}

function Example({ title, schema, schemas }: { title: string; schema: Schema; schemas: Schemas }) {
  return (
    <Part title={title}>
      <CodeBlock text={JSON.stringify(exampleOf(schema, schemas), null, 2)} />
    </Part>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-medium text-xs">{title}</h3>
      {children}
    </section>
  )
}
