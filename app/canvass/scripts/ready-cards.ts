import type { LanguageCode } from '../lists.ts'

/**
 * Who we are, and that we come back with somebody who speaks it. Written, not yet read by somebody who speaks it at home: until a
 * person of the union has reviewed one, no phone shows it.
 */
export const readyCards: { language: LanguageCode; text: string }[] = [
  {
    language: 'es',
    text: 'Buenas. Somos del sindicato de inquilinos, vecinas y vecinos de aquí. Volveremos con una persona que habla su idioma. No tiene que firmar ni pagar nada.',
  },
  {
    language: 'yue',
    text: '你好。我哋係租客工會，都係附近嘅街坊。我哋會同一位識講你語言嘅人一齊再嚟。你唔使簽任何嘢，亦唔使畀錢。',
  },
  {
    language: 'cmn',
    text: '您好。我们是租户工会的，也是这里的邻居。我们会和一位会说您的语言的人再来。您不需要签字，也不需要付钱。',
  },
  {
    language: 'vi',
    text: 'Xin chào. Chúng tôi thuộc công đoàn người thuê nhà và cũng là hàng xóm ở đây. Chúng tôi sẽ trở lại cùng một người nói được ngôn ngữ của quý vị. Quý vị không phải ký tên hay trả tiền.',
  },
  {
    language: 'tl',
    text: 'Magandang araw po. Kami po ay mula sa unyon ng mga nangungupahan at mga kapitbahay ninyo. Babalik po kami kasama ang taong nagsasalita ng inyong wika. Wala po kayong pipirmahan o babayaran.',
  },
  {
    language: 'ko',
    text: '안녕하세요. 저희는 세입자 조합이며 이 동네 이웃입니다. 한국어를 하는 사람과 함께 다시 오겠습니다. 서명하거나 돈을 내실 필요는 없습니다.',
  },
  {
    language: 'ru',
    text: 'Здравствуйте. Мы из союза жильцов, мы ваши соседи. Мы вернёмся с человеком, который говорит на вашем языке. Ничего не нужно подписывать и платить.',
  },
  {
    language: 'ar',
    text: 'مرحبًا. نحن من اتحاد المستأجرين ومن جيرانكم هنا. سنعود مع شخص يتكلم لغتكم. لا حاجة إلى التوقيع على شيء ولا إلى دفع أي مال.',
  },
]
