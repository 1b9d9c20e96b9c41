const place = 'lintel-practice'

/** On this phone alone: somebody new is offered the practice door until they tried it or passed it over. */
export function askForPractice() {
  try {
    localStorage.setItem(place, 'ask')
  } catch {
    // Then it stands at the foot of the list only.
  }
}

export function asksForPractice() {
  try {
    return localStorage.getItem(place) === 'ask'
  } catch {
    return false
  }
}

export function endPractice() {
  try {
    localStorage.removeItem(place)
  } catch {
    // It is offered once more.
  }
}
