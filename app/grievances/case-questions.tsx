import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Section } from '#app/ui/page.tsx'
import { questions } from './repair.schema.ts'
import { answerKey, questionKey } from './repair-words.ts'
import type { Repair } from './repairs.server.ts'

/** Two questions, asked apart: to be counted is not to be named. */
export function CaseQuestions({ repair, mayWrite }: { repair: Repair; mayWrite: boolean }) {
  const i18n = useI18n()
  const said = { count_repair: repair.mayCount, name_to_landlord: repair.mayName }
  return (
    <div id="questions" className="scroll-mt-4">
      <Section title={i18n._('repair.questions')}>
        <ul className="flex flex-col gap-3">
          {questions.map((question) => (
            <li key={question} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
              <span className="min-w-0 flex-1 basis-64">
                {i18n._(questionKey(question))}{' '}
                <strong>
                  {said[question] === null
                    ? i18n._('repair.notAsked')
                    : i18n._(answerKey(said[question] ? 'yes' : 'no'))}
                </strong>
              </span>
              {mayWrite && (
                <Form method="post" preventScrollReset className="flex gap-2">
                  <input type="hidden" name="intent" value="answer" />
                  <input type="hidden" name="question" value={question} />
                  {(['yes', 'no'] as const).map((answer) => (
                    <Button
                      key={answer}
                      type="submit"
                      name="answer"
                      value={answer}
                      aria-pressed={said[question] === (answer === 'yes')}
                      className="aria-pressed:border-ink aria-pressed:bg-sunk"
                    >
                      {i18n._(answerKey(answer))}
                    </Button>
                  ))}
                </Form>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
