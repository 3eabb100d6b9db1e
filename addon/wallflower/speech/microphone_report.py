"""What the figures of a microphone mean, in sentences that say what to do.

The bounds of level and noise come from 12 sentences of synthetic voices in white noise: the voice detector finds all of
them down to -60 dB at 10 dB above the noise, and begins to miss words below that or at 5 dB. Ten decibels are kept for
whoever stands further away.
"""

from wallflower.speech.gate import SILENCE_DB
from wallflower.speech.microphone import Sums
from wallflower.wire_tuning import Figure, Judgement, MicrophoneReport, Verdict

LEAST_HEARD_S = 60.0
LEAST_SPEECH_S = 5.0
QUIET_DB = -50.0
LEAST_SNR_DB = 10.0
MOST_CLIPPING = 0.02
# More than this of all time is a television or a radio, not people at a camera.
MOST_SPEECH = 0.8
_NOTHING = "too little was heard yet: wait a minute, and see that the camera is connected and transcribed"
_SAY = "nobody has spoken yet: say a few sentences where people usually stand"


def report(camera_id: str, sums: Sums, *, has_sound: bool = True) -> MicrophoneReport:
    """Return the figures and what is thought of them; `has_sound` is whether the camera sends a sound track at all."""
    if not has_sound:
        advice = "the camera sends no sound: switch its microphone or the sound of this stream on in its own settings"
        return MicrophoneReport(camera_id=camera_id, judgements=(_judge(Figure.TRACK, Verdict.POOR, advice),))
    snr_db = None
    if sums.speech_db is not None and sums.floor_db is not None:
        snr_db = sums.speech_db - sums.floor_db
    return MicrophoneReport(
        camera_id=camera_id,
        heard_s=round(sums.heard_s, 1),
        since_ms=sums.since_ms,
        last_ms=sums.last_ms,
        level_db=_rounded(sums.level_db),
        loud_db=_rounded(sums.loud_db),
        floor_db=_rounded(sums.floor_db),
        speech_db=_rounded(sums.speech_db),
        snr_db=_rounded(snr_db),
        clipping=round(sums.clipping, 4) if sums.heard_s else None,
        speech=round(sums.speech_s / sums.heard_s, 4) if sums.heard_s else None,
        judgements=_judgements(sums, snr_db),
    )


def _judgements(sums: Sums, snr_db: float | None) -> tuple[Judgement, ...]:
    if sums.heard_s < LEAST_HEARD_S:
        return tuple(_judge(figure, Verdict.UNKNOWN, _NOTHING) for figure in Figure if figure is not Figure.UNKNOWN)
    if sums.loud_db is None or sums.loud_db <= SILENCE_DB:
        advice = "the sound is silence: switch the microphone on and raise its gain in the camera's settings"
        return (_judge(Figure.TRACK, Verdict.POOR, advice),)
    return (
        _judge(Figure.TRACK, Verdict.GOOD, "there is sound"),
        _level(sums),
        _noise(sums, snr_db),
        _clipping(sums),
        _speech(sums),
    )


def _level(sums: Sums) -> Judgement:
    if sums.speech_db is None or sums.speech_s < LEAST_SPEECH_S:
        return _judge(Figure.LEVEL, Verdict.UNKNOWN, _SAY)
    if sums.speech_db < QUIET_DB:
        return _judge(Figure.LEVEL, Verdict.POOR, "speech is too quiet: raise the camera's microphone gain")
    return _judge(Figure.LEVEL, Verdict.GOOD, "speech is loud enough")


def _noise(sums: Sums, snr_db: float | None) -> Judgement:
    if snr_db is None or sums.speech_s < LEAST_SPEECH_S:
        return _judge(Figure.NOISE, Verdict.UNKNOWN, _SAY)
    if snr_db < LEAST_SNR_DB:
        advice = "speech is hardly louder than the noise: switch noise reduction on, or move the camera or what hums"
        return _judge(Figure.NOISE, Verdict.POOR, advice)
    return _judge(Figure.NOISE, Verdict.GOOD, "speech stands out from the noise")


def _clipping(sums: Sums) -> Judgement:
    if sums.clipping > MOST_CLIPPING:
        return _judge(Figure.CLIPPING, Verdict.POOR, "loud sound is cut off: lower the camera's microphone gain")
    return _judge(Figure.CLIPPING, Verdict.GOOD, "loud sound is not cut off")


def _speech(sums: Sums) -> Judgement:
    if sums.speech_s < LEAST_SPEECH_S:
        return _judge(Figure.SPEECH, Verdict.UNKNOWN, _SAY)
    if sums.speech_s > MOST_SPEECH * sums.heard_s:
        advice = "somebody talks nearly all the time: if that is a television or a radio, move it or the camera"
        return _judge(Figure.SPEECH, Verdict.POOR, advice)
    return _judge(Figure.SPEECH, Verdict.GOOD, "speech is found")


def _judge(figure: Figure, verdict: Verdict, advice: str) -> Judgement:
    return Judgement(figure=figure, verdict=verdict, advice=advice)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
