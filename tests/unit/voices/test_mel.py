import numpy as np
import pytest

from wallflower.voices.mel import BANDS, RATE_HZ, Samples, mel_of

# What librosa 0.10.2 makes of `sweep`: melspectrogram(sr=16000, n_fft=400, hop_length=160, n_mels=40,
# pad_mode="reflect"), of these bands.
SOME = [0, 5, 12, 20, 30, 39]
LIBROSA = {
    0: [2.45476, 0.113075, 0.00317625, 0.000277123, 1.71841e-05, 3.57467e-06],
    7: [3.11822e-06, 4.00722, 7.36647e-08, 3.58441e-10, 5.46539e-12, 6.1174e-15],
    50: [2.92809e-13, 6.62725e-13, 1.18893e-11, 1.76367e-05, 6.05793e-12, 1.32996e-17],
    100: [0.000461879, 0.000499353, 0.000578297, 0.00103007, 0.00407252, 0.000162079],
}


def sweep() -> Samples:
    t = np.arange(RATE_HZ) / RATE_HZ
    tone = 0.3 * np.sin(2 * np.pi * (200 + 1500 * t) * t) * (0.5 + 0.5 * np.cos(2 * np.pi * 3 * t))
    return np.asarray(tone + 0.01 * np.cos(2 * np.pi * 4321 * t), np.float32)


def test_spectra_are_those_that_the_network_was_trained_with() -> None:
    mel = mel_of(sweep())
    assert mel.shape == (101, BANDS)
    for frame, expected in LIBROSA.items():
        assert mel[frame, SOME] == pytest.approx(expected, rel=1e-4, abs=1e-8)


def test_less_than_a_frame_has_no_spectrum() -> None:
    with pytest.raises(ValueError, match="shorter"):
        mel_of(np.zeros(399, np.float32))
