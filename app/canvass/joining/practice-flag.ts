import { forget, recall, remember } from '../doors/remember.ts'

const place = 'lintel-practice'

/** On this phone alone: somebody new is offered the practice door until they tried it or passed it over. */
export function askForPractice() {
  remember(place, 'ask')
}

export function asksForPractice() {
  return recall(place) === 'ask'
}

export function endPractice() {
  forget(place)
}
