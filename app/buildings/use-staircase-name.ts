import { useI18n } from '#app/messages/i18n.tsx'

export function useStaircaseName() {
  const i18n = useI18n()
  return (name?: string) => (name ? i18n._('chart.staircase', { name }) : i18n._('chart.noStaircase'))
}
