/** One way to run a model: a file of spec/, and the actions that begin and go on. */
export interface Model {
  /** What is run, for people. */
  readonly name: string;
  readonly file: string;
  readonly init: string;
  readonly step: string;
  /** Steps of a run: enough for all witnesses. */
  readonly stepsMax: number;
}

/** A model that is as the rules say: its invariants hold, and its witnesses are reached, or nothing would have happened. */
export interface SoundModel extends Model {
  readonly rules: string;
  readonly invariants: readonly string[];
  readonly witnesses: readonly string[];
}

/** A model with a rule broken on purpose: its invariant must fail, or it would say nothing. */
export interface BrokenModel extends Model {
  readonly breakage: string;
  readonly invariant: string;
  /** With this seed a run that fails is among the first few, so that the tests need not look for it long. */
  readonly seed: number;
}

const consensus = { file: "spec/consensus.qnt", step: "step", stepsMax: 60 };
const journal = { file: "spec/journal.qnt", step: "stepWithCopy", stepsMax: 70 };
const epochs = { file: "spec/epochs.qnt", step: "step", stepsMax: 80 };

const ofConsensus = [
  "agreement",
  "votesNeverContradict",
  "committedIsNeverSkipped",
  "parentsAreUsable",
];
const reached = ["commitsTwice", "commitsAfterSkip", "preparesAndSkips"];

export const soundModels: readonly SoundModel[] = [
  {
    ...{ ...consensus, name: "four validators, one Byzantine", init: "init", rules: "C1–C7" },
    ...{ invariants: ofConsensus, witnesses: reached },
  },
  {
    ...{ ...consensus, name: "six validators, one Byzantine", init: "initSix", rules: "C1–C7" },
    ...{ invariants: ofConsensus, witnesses: reached },
  },
  {
    ...{ ...journal, name: "an old journal that an echo shows", init: "initOld", rules: "C8" },
    ...{
      invariants: ofConsensus,
      witnesses: ["commitsAfterSkip", "preparesAndSkips", "votesAgain"],
    },
  },
  {
    ...{ ...journal, name: "an old journal that nothing shows", init: "initHidden", rules: "C8" },
    ...{ invariants: ["agreement", "parentsAreUsable"], witnesses: ["commitsAfterSkip"] },
  },
  {
    ...{ ...epochs, name: "epochs with changing validators", init: "init", rules: "C13" },
    invariants: [
      ...["agreement", "epochsStartAlike", "lastIsLast"],
      ...["votesNeverContradict", "committedIsNeverSkipped"],
    ],
    witnesses: ["reachesSecondEpoch", "commitsInSecondEpoch", "proposesLastAgain"],
  },
];

/** The model of many epochs. */
export const epochsModel = soundModels.find(({ file }) => file === epochs.file)!;

/** The models of one epoch, with whose runs production is compared. */
export const replayableModels = soundModels.filter(
  ({ file, init }) => file !== epochs.file && init !== "initHidden",
);

export const brokenModels: readonly BrokenModel[] = [
  {
    ...{ ...consensus, name: "a quorum of 2f+1 of six", init: "initTwoFaultyPlusOne", seed: 1 },
    ...{ breakage: "two quorums may share nobody", invariant: "agreement" },
  },
  {
    ...{ ...consensus, name: "COMMIT and VIEW-CHANGE", init: "initWithoutC7", seed: 1 },
    ...{ breakage: "C7: both in one view", invariant: "committedIsNeverSkipped" },
  },
  {
    ...{ ...consensus, name: "views not skipped", init: "initWithoutSkipped", seed: 1 },
    ...{ breakage: "C1: a parent that is not usable", invariant: "parentsAreUsable" },
  },
  {
    ...{ ...consensus, name: "votes forgotten in a crash", init: "initWithoutJournal", seed: 1 },
    ...{ breakage: "C8: sent before it is synced", invariant: "votesNeverContradict" },
  },
  {
    ...{ ...journal, name: "an old journal that votes", init: "initTrusted", seed: 2 },
    ...{ breakage: "C8: votes at once", invariant: "agreement" },
  },
  {
    ...{ ...journal, name: "V + 1 for V + 2", init: "initSmallMargin", seed: 1 },
    ...{ breakage: "C8: votes too soon", invariant: "votesNeverContradict" },
  },
  {
    ...{ ...epochs, name: "a child of the last block", init: "initWithChildren", seed: 1 },
    ...{ breakage: "C13: acceptable in L's epoch", invariant: "lastIsLast" },
  },
  {
    ...{ ...epochs, name: "another last block for L", init: "initWithOtherLast", seed: 5 },
    ...{ breakage: "C13: its digest is another", invariant: "epochsStartAlike" },
  },
  {
    ...{ ...epochs, name: "votes of another epoch", init: "initWithoutEpochs", seed: 1 },
    ...{ breakage: "C13: they count", invariant: "votesNeverContradict" },
  },
];
