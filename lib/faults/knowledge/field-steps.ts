import type { Words } from './words'

export interface FieldStep extends Words {
  /** A safety gate: nothing after it may be done before it has been answered. */
  readonly isGate: boolean
}

/** One thing to do on the spot. Keys are kept with the work done: rename none. */
export const FIELD_STEPS = {
  'secure-area': {
    isGate: true,
    sv: 'Sätt stationen i underhåll, dra ur bilar och skylta så att ingen ansluter sig.',
    en: 'Put the station in maintenance, unplug cars and put up a sign so that nobody plugs in.',
  },
  'isolate-supply': {
    isGate: true,
    sv: 'Bryt matningen, lås brytaren och kontrollera att det är spänningslöst innan kapslingen öppnas. Behörig elektriker.',
    en: 'Switch off the supply, lock the switch and prove that it is dead before the enclosure is opened. Qualified electrician.',
  },
  'wait-dc-discharge': {
    isGate: true,
    sv: 'Likströmsstation: vänta tills mellanledet har laddats ur (se tillverkarens tid) och mät innan något vidrörs.',
    en: 'DC station: wait until the DC link has discharged (see the maker’s time) and measure before anything is touched.',
  },
  'do-not-reset-twice': {
    isGate: true,
    sv: 'Återställ inte skyddet förrän orsaken är hittad.',
    en: 'Do not reset the protection before the cause has been found.',
  },
  'let-cool': {
    isGate: true,
    sv: 'Låt kabel och kontakt svalna innan de vidrörs.',
    en: 'Let cable and connector cool down before they are touched.',
  },
  'look-outside': {
    isGate: false,
    sv: 'Se efter: skador, sotmärken, vatten, is, lösa delar, kvarlämnad kabel.',
    en: 'Look: damage, scorch marks, water, ice, loose parts, a cable left behind.',
  },
  'clean-connector': {
    isGate: false,
    sv: 'Rengör kontakt och uttag. Ta bort is, grus och böjda stift.',
    en: 'Clean connector and socket. Remove ice, grit and bent pins.',
  },
  'inspect-cable': {
    isGate: false,
    sv: 'Undersök kabeln i hela dess längd: snitt, klämskador, brända stift.',
    en: 'Examine the whole cable: cuts, crushed places, burnt pins.',
  },
  'inspect-latch': {
    isGate: false,
    sv: 'Kontrollera att kontaktens hake är hel och fjädrar.',
    en: 'Check that the connector’s latch is whole and springs back.',
  },
  'test-lock': {
    isGate: false,
    sv: 'Kör låset fram och tillbaka tio gånger. Lyssna på motorn och läs ändlägesgivaren.',
    en: 'Drive the lock to and fro ten times. Listen to the motor and read the position switch.',
  },
  'release-lock': {
    isGate: false,
    sv: 'Frigör kabeln med den manuella upplåsningen.',
    en: 'Free the cable with the manual release.',
  },
  'test-pilot': {
    isGate: false,
    sv: 'Mät kontrollpiloten med laddtestare: +12 V fri, 9 V ansluten, 6 V laddar, -12 V under pulserna.',
    en: 'Measure the control pilot with an EV tester: +12 V free, 9 V connected, 6 V charging, −12 V in the pulses.',
  },
  'test-proximity': {
    isGate: false,
    sv: 'Mät motståndet mellan PP och PE i kabelns kontakt och jämför med kabelns märkström.',
    en: 'Measure the resistance between PP and PE in the cable’s connector and compare it with the cable’s rating.',
  },
  'test-plc': {
    isGate: false,
    sv: 'Provladda med en annan bil eller en likströmstestare och läs dämpningen i PLC-länken.',
    en: 'Try a charge with another car or a DC tester and read the attenuation of the PLC link.',
  },
  'test-insulation': {
    isGate: false,
    sv: 'Mät isolationen mellan ledare och skyddsjord, först utan bil.',
    en: 'Measure the insulation between conductors and protective earth, first without a car.',
  },
  'test-rcd': {
    isGate: false,
    sv: 'Prova jordfelsbrytaren: provknapp, utlösningsström och tid.',
    en: 'Test the residual-current device: test button, tripping current and time.',
  },
  'test-dc-monitor': {
    isGate: false,
    sv: 'Kör likströmsvaktens självtest.',
    en: 'Run the self-test of the DC residual-current monitor.',
  },
  'test-earth': {
    isGate: false,
    sv: 'Mät skyddsjordens kontinuitet och slingimpedansen.',
    en: 'Measure the continuity of protective earth and the loop impedance.',
  },
  'dry-out': {
    isGate: false,
    sv: 'Torka ur fukt. Kontrollera tätningar, dränering och kabelgenomföringar.',
    en: 'Dry out moisture. Check seals, drain and cable glands.',
  },
  'measure-supply': {
    isGate: false,
    sv: 'Mät spänningen i alla faser mot nolla, och mellan faserna, utan och med last.',
    en: 'Measure the voltage of every phase to neutral, and between phases, without and with load.',
  },
  'check-neutral': {
    isGate: false,
    sv: 'Kontrollera nollans anslutning hela vägen. Varierar fasspänningarna kraftigt mot nolla: bryt genast.',
    en: 'Check the neutral all the way. If the phase voltages to neutral differ widely: switch off at once.',
  },
  'check-fuses': {
    isGate: false,
    sv: 'Kontrollera säkringar och automatsäkringar i stationen och i matande central.',
    en: 'Check fuses and breakers in the station and in the feeding board.',
  },
  'check-limit': {
    isGate: false,
    sv: 'Jämför inställd maxström med säkring, kabelarea och lastbalanseringens gräns.',
    en: 'Compare the set maximum current with fuse, cable cross-section and the load balancer’s limit.',
  },
  'measure-current': {
    isGate: false,
    sv: 'Mät strömmen med tång vid laddning och jämför med vad stationen säger.',
    en: 'Measure the current with a clamp while charging and compare it with what the station says.',
  },
  'tighten-terminals': {
    isGate: false,
    sv: 'Efterdra plintar med rätt moment. Leta efter missfärgning, gärna med värmekamera.',
    en: 'Retighten terminals to the right torque. Look for discolouring, best with a thermal camera.',
  },
  'clean-cooling': {
    isGate: false,
    sv: 'Rengör filter och kylkanaler. Kontrollera att fläktarna går.',
    en: 'Clean filters and air ducts. Check that the fans run.',
  },
  'check-coolant': {
    isGate: false,
    sv: 'Vätskekyld kabel: kontrollera nivå, pump och läckage.',
    en: 'Liquid-cooled cable: check level, pump and leaks.',
  },
  'check-sensor': {
    isGate: false,
    sv: 'Jämför givarens värde med ett eget mätinstrument.',
    en: 'Compare the sensor’s value with an instrument of your own.',
  },
  'test-contactor': {
    isGate: false,
    sv: 'Mät över kontaktorn, pol för pol: öppen i vila, sluten vid laddning, hjälpkontakten följer med.',
    en: 'Measure across the contactor, pole by pole: open at rest, closed when charging, the auxiliary contact follows.',
  },
  'check-meter-bus': {
    isGate: false,
    sv: 'Kontrollera mätarens matning, busskablar, adress, hastighet och avslutning.',
    en: 'Check the meter’s supply, bus wiring, address, speed and termination.',
  },
  'compare-meter': {
    isGate: false,
    sv: 'Jämför mätaren med ett referensinstrument under en laddning. Anteckna ställningen före och efter.',
    en: 'Compare the meter with a reference instrument during a charge. Note the register before and after.',
  },
  'test-reader': {
    isGate: false,
    sv: 'Prova läsaren med två olika kort. Kontrollera kabel och kontaktdon.',
    en: 'Try the reader with two different cards. Check cable and plug.',
  },
  'measure-signal': {
    isGate: false,
    sv: 'Mät mobilsignalen vid antennen (RSRP, RSRQ) och prova en annan operatör.',
    en: 'Measure the mobile signal at the antenna (RSRP, RSRQ) and try another operator.',
  },
  'check-network': {
    isGate: false,
    sv: 'Kontrollera nätverkskabel, router och att stationen får adress och når ut.',
    en: 'Check network cable and router, and that the station gets an address and reaches the internet.',
  },
  'power-cycle': {
    isGate: false,
    sv: 'Gör stationen strömlös i två minuter när ingen laddar.',
    en: 'Cut the station’s power for two minutes when nobody is charging.',
  },
  'read-local-log': {
    isGate: false,
    sv: 'Läs loggen lokalt och spara den.',
    en: 'Read the log on the spot and save it.',
  },
  'update-firmware': {
    isGate: false,
    sv: 'Uppdatera firmware på plats om det inte går på distans.',
    en: 'Update the firmware on the spot if it cannot be done remotely.',
  },
  'check-emergency-stop': {
    isGate: false,
    sv: 'Ta reda på varför nödstoppet trycktes in innan det återställs. Prova att det verkar.',
    en: 'Find out why the emergency stop was pressed before it is reset. Test that it acts.',
  },
  'check-door': {
    isGate: false,
    sv: 'Kontrollera lucka, lås och lägesbrytare.',
    en: 'Check door, lock and position switch.',
  },
  'check-mounting': {
    isGate: false,
    sv: 'Kontrollera fundament, infästning och lutning efter påkörning.',
    en: 'Check foundation, mounting and tilt after a collision.',
  },
  'check-power-module': {
    isGate: false,
    sv: 'Läs kraftmodulernas felkoder. Byt plats på två moduler och se om felet följer med.',
    en: 'Read the power modules’ codes. Swap two modules and see whether the fault follows.',
  },
  'check-surge': {
    isGate: false,
    sv: 'Kontrollera överspänningsskyddets indikering.',
    en: 'Check the indicator of the surge protection.',
  },
  'check-parking': {
    isGate: false,
    sv: 'Se efter vem som står där: en bil som laddat klart, eller en kabel utan bil.',
    en: 'See who is parked there: a car that has finished, or a cable without a car.',
  },
  'prove-charge': {
    isGate: false,
    sv: 'Provladda tills stationen visar effekt i minst två minuter, och avsluta normalt.',
    en: 'Try a charge until the station shows power for at least two minutes, and end it in the ordinary way.',
  },
  'prove-online': {
    isGate: false,
    sv: 'Vänta tills stationen är uppkopplad och svarar på en fråga härifrån.',
    en: 'Wait until the station is connected and answers a question from here.',
  },
} as const satisfies Readonly<Record<string, FieldStep>>

export type FieldStepKey = keyof typeof FIELD_STEPS
